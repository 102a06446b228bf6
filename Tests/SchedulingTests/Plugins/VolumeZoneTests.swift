import Testing

struct VolumeZoneTests {
  static let away = "never: node(s) had no available volume zone"
  static let beta = "failure-domain.beta.kubernetes.io"
  static let given = """
    Node a metadata: {labels: {topology.kubernetes.io/zone: x, topology.kubernetes.io/region: r}}
    Node b metadata: {labels: {\(beta)/zone: y, topology.kubernetes.io/region: r}}
    Node c
    StorageClass late provisioner: make.io, volumeBindingMode: WaitForFirstConsumer
    StorageClass soon provisioner: make.io, volumeBindingMode: Immediate
    """
  static let pod = "spec: {volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]}"

  static func labelled(
    _ sentence: String, _ labels: String, _ expected: [String: String]
  ) -> FilterRow {
    FilterRow(
      sentence,
      "\(given)\nPersistentVolume v metadata: {labels: {\(labels)}}\n"
        + "PersistentVolumeClaim c spec: {volumeName: v}", pod, expected)
  }

  static func claimed(_ sentence: String, _ spec: String, _ verdict: String) -> FilterRow {
    let nodes = verdict == "skip" ? ["a": "", "b": "", "c": ""] : [:]
    return FilterRow(
      sentence, "\(given)\nPersistentVolumeClaim c spec: {\(spec)}", pod,
      nodes.merging(["PreFilter": verdict]) { $1 })
  }

  @Test(arguments: [
    labelled(
      "a volume without labels is not looked at", "other: z",
      ["PreFilter": "skip", "a": "", "b": "", "c": ""]),
    labelled(
      "a volume stays in its zone, but for nodes without any", "topology.kubernetes.io/zone: x",
      ["a": "", "b": away, "c": ""]),
    labelled(
      "the older label of a volume means the newer one of a node", "\(beta)/zone: x",
      ["a": "", "b": away, "c": ""]),
    labelled(
      "and is found as it is", "\(beta)/zone: y", ["a": away, "b": "", "c": ""]),
    labelled(
      "a volume in several zones", "\(beta)/zone: x__y", ["a": "", "b": "", "c": ""]),
    labelled(
      "zone and region must both fit",
      "topology.kubernetes.io/zone: x, topology.kubernetes.io/region: q",
      ["a": away, "b": away, "c": ""]),
    claimed(
      "a claim that is not bound yet is left to others", "storageClassName: late", "skip"),
    claimed(
      "unless it should be", "storageClassName: soon", "never: PersistentVolume had no name"),
    claimed(
      "a claim without volume and class", "accessModes: []",
      "never: PersistentVolumeClaim had no pv name and storageClass name"),
    claimed(
      "a class that is not there", "storageClassName: none",
      "never: storageclass.storage.k8s.io \"none\" not found"),
    claimed(
      "a volume that is not there", "volumeName: none",
      "never: persistentvolume \"none\" not found"),
    FilterRow(
      "a claim that is not there", given, pod,
      ["PreFilter": "never: persistentvolumeclaim \"c\" not found"]),
  ])
  func filter(row: FilterRow) throws { try row.check("VolumeZone") }
}
