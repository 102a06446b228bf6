import KubernetesObjects
import Scheduling
import Testing

struct VolumeBindingTests {
  static let bound = "metadata: {annotations: {pv.kubernetes.io/bind-completed: 'yes'}}"
  static let given = """
    Node a metadata: {labels: {zone: x}}
    Node b metadata: {labels: {zone: y}}
    StorageClass late provisioner: make.io, volumeBindingMode: WaitForFirstConsumer
    StorageClass local provisioner: kubernetes.io/no-provisioner,
     volumeBindingMode: WaitForFirstConsumer
    StorageClass zoned provisioner: make.io, volumeBindingMode: WaitForFirstConsumer,
     allowedTopologies: [{matchLabelExpressions: [{key: zone, values: [y]}]}]
    StorageClass soon provisioner: make.io, volumeBindingMode: Immediate
    PersistentVolume far spec: {nodeAffinity: {required: {nodeSelectorTerms:
     [{matchExpressions: [{key: zone, operator: In, values: [x]}]}]}}}
    PersistentVolume anywhere spec: {}
    """
  static let unbindable = "never: node(s) didn't find available persistent volumes to bind"
  static let unreachable = "never: node(s) didn't match PersistentVolume's node affinity"

  static func pod(_ claims: String...) -> String {
    let volumes = claims.map { "{name: \($0), persistentVolumeClaim: {claimName: \($0)}}" }
    return "spec: {volumes: [\(volumes.joined(separator: ", "))]}"
  }

  static func claim(_ name: String, _ fields: String) -> String {
    "PersistentVolumeClaim \(name) \(fields)"
  }

  static func volume(
    _ name: String, size: String, zone: String = "x", _ fields: String = ""
  ) -> String {
    "PersistentVolume \(name) spec: {capacity: {storage: \(size)}, accessModes: [ReadWriteOnce], "
      + "storageClassName: local, nodeAffinity: {required: {nodeSelectorTerms: "
      + "[{matchExpressions: [{key: zone, operator: In, values: [\(zone)]}]}]}}\(fields)}, "
      + "status: {phase: Available}"
  }

  static func local(_ name: String, size: String) -> String {
    claim(
      name,
      "spec: {storageClassName: local, accessModes: [ReadWriteOnce], "
        + "resources: {requests: {storage: \(size)}}}")
  }

  static func row(
    _ sentence: String, _ objects: String..., pod: String, _ expected: [String: String]
  ) -> FilterRow {
    FilterRow(sentence, ([given] + objects).joined(separator: "\n"), pod, expected)
  }

  static func ended(_ sentence: String, _ objects: String..., because reason: String) -> FilterRow {
    FilterRow(
      sentence, ([given] + objects).joined(separator: "\n"), pod("c"),
      ["PreFilter": "never: \(reason)"])
  }

  static let early = [
    row(
      "a pod without claims is not looked at", pod: "",
      ["PreFilter": "skip", "a": "", "b": ""]),
    ended("a claim that is not there", because: "persistentvolumeclaim \"c\" not found"),
    ended(
      "a claim that is being deleted",
      claim("c", "metadata: {deletionTimestamp: '2020-01-01T00:00:00Z'}"),
      because: "persistentvolumeclaim \"c\" is being deleted"),
    ended(
      "a claim whose volume is lost", claim("c", "spec: {volumeName: v}, status: {phase: Lost}"),
      because: "persistentvolumeclaim \"c\" bound to non-existent persistentvolume \"v\""),
    ended(
      "a claim that should have been bound at once", claim("c", "spec: {storageClassName: soon}"),
      because: "pod has unbound immediate PersistentVolumeClaims"),
    ended(
      "a claim that names a volume and is not bound yet", claim("c", "spec: {volumeName: far}"),
      because: "pod has unbound immediate PersistentVolumeClaims"),
  ]

  static let reachable = [
    row(
      "a bound volume is reached where its affinity allows",
      claim("c", "\(bound), spec: {volumeName: far}"), pod: pod("c"), ["a": "", "b": unreachable]),
    row(
      "a volume without affinity is reached from everywhere",
      claim("c", "\(bound), spec: {volumeName: anywhere}"), pod: pod("c"), ["a": "", "b": ""]),
  ]

  static let delayed = [
    row(
      "a claim that waits is provisioned on any node",
      claim("c", "spec: {storageClassName: late}"), pod: pod("c"), ["a": "", "b": ""]),
    row(
      "unless its class is for some nodes only", claim("c", "spec: {storageClassName: zoned}"),
      pod: pod("c"), ["a": unbindable, "b": ""]),
    row(
      "a class that provisions nothing needs a volume", local("c", size: "1Gi"), pod: pod("c"),
      ["a": unbindable, "b": unbindable]),
    row(
      "a volume at hand is taken where it can be reached", local("c", size: "1Gi"),
      volume("v", size: "2Gi"), pod: pod("c"), ["a": "", "b": unbindable]),
    row(
      "a volume that is too small is not", local("c", size: "3Gi"), volume("v", size: "2Gi"),
      pod: pod("c"), ["a": unbindable, "b": unbindable]),
    row(
      "a volume that belongs to another claim is not", local("c", size: "1Gi"),
      volume("v", size: "2Gi", ", claimRef: {name: other, namespace: default}"), pod: pod("c"),
      ["a": unbindable, "b": unbindable]),
    row(
      "a volume that is kept for the claim is", local("c", size: "1Gi"),
      volume("v", size: "2Gi", ", claimRef: {name: c, namespace: default}"), pod: pod("c"),
      ["a": "", "b": unbindable]),
    row(
      "two claims need two volumes", local("c", size: "1Gi"), local("d", size: "1Gi"),
      volume("v", size: "2Gi"), volume("w", size: "2Gi", zone: "y"), pod: pod("c", "d"),
      ["a": unbindable, "b": unbindable]),
    row(
      "the smaller claim takes the smaller volume", local("c", size: "3Gi"),
      local("d", size: "1Gi"), volume("v", size: "4Gi"), volume("w", size: "2Gi"),
      pod: pod("c", "d"), ["a": "", "b": unbindable]),
  ]

  @Test(arguments: early + reachable + delayed)
  func filter(row: FilterRow) throws { try row.check("VolumeBinding") }

  @Test func theScoreIsSwitchedOff() throws {
    let given = Self.given + "\n" + Self.claim("c", "spec: {storageClassName: late}")
    try ScoreRow("no score", given, Self.pod("c"), raw: nil).check("VolumeBinding")
  }

  private static let volumes = "volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]"

  private func cluster() throws -> SmallCluster {
    var cluster = try SmallCluster()
    try cluster.addNode("a", labels: "zone: x")
    try cluster.addNode("b", labels: "zone: y")
    return cluster
  }

  private func claimObject(
    _ spec: String, metadata: String = "", status: String = ""
  ) throws
    -> PersistentVolumeClaim
  {
    try SmallCluster.object(
      "{metadata: {name: c, namespace: default\(metadata)}, spec: {\(spec)}, status: {\(status)}}")
  }

  private func volumeObject(
    _ name: String, size: String, zone: String, spec: String = "", status: String = "Available"
  ) throws -> PersistentVolume {
    try SmallCluster.object(
      "{metadata: {name: \(name)}, spec: {capacity: {storage: \(size)}, storageClassName: local, "
        + "accessModes: [ReadWriteOnce], \(spec)nodeAffinity: {required: {nodeSelectorTerms: "
        + "[{matchExpressions: [{key: zone, operator: In, values: [\(zone)]}]}]}}}, "
        + "status: {phase: \(status)}}")
  }

  @Test("A bound volume must be reachable, and there")
  func aVolumeMustBeThere() throws {
    var cluster = try cluster()
    let bound = ", annotations: {pv.kubernetes.io/bind-completed: \"yes\"}"
    cluster.state.storage.set(try claimObject("volumeName: pv", metadata: bound))
    let pod = try cluster.pod(spec: Self.volumes)
    #expect(
      cluster.filter(pod, VolumeBinding()).first
        == "a!: node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)")
    cluster.state.storage.set(try volumeObject("pv", size: "1Gi", zone: "x", status: "Bound"))
    #expect(
      cluster.filter(pod, VolumeBinding())
        == ["b!: node(s) didn't match PersistentVolume's node affinity"])
  }

  @Test("A binding is prepared for a claim that is to be bound, and for nothing else")
  func preparation() throws {
    var builder = try SchedulingBuilder(
      """
      Node a
      StorageClass late provisioner: x.io/disks, volumeBindingMode: WaitForFirstConsumer
      PersistentVolumeClaim open spec: {storageClassName: late}
      PersistentVolume there spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce],
        csi: {driver: x.io, volumeHandle: h}}
      PersistentVolumeClaim done metadata: {annotations: {pv.kubernetes.io/bind-completed: 'yes'}},
        spec: {volumeName: there}, status: {phase: Bound}
      """)
    func prepares(_ claim: String?) throws -> Bool {
      let volumes = claim.map { "[{name: v, persistentVolumeClaim: {claimName: \($0)}}]" } ?? "[]"
      return try !builder.schedule("spec: {volumes: \(volumes)}").decision.claims.isEmpty
    }
    #expect(try prepares("open"))
    #expect(try !prepares("done"))
    #expect(try !prepares(nil))
  }
}
