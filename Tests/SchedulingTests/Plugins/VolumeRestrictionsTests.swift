import Testing

struct VolumeRestrictionsTests {
  static let busy = "node(s) had no available disk"
  static let claimed =
    "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode "
    + "already in-use by another pod"

  static func pod(_ volume: String) -> String { "spec: {volumes: [{name: v, \(volume)}]}" }

  static func row(
    _ sentence: String, _ used: String, _ wanted: String, isBusy: Bool
  ) -> FilterRow {
    FilterRow(
      sentence, "Node a\nNode b\nPod p@a \(pod(used))", pod(wanted),
      ["a": isBusy ? busy : "", "b": ""])
  }

  static func google(_ name: String, _ readOnly: Bool = false) -> String {
    "gcePersistentDisk: {pdName: \(name), readOnly: \(readOnly)}"
  }

  static func iscsi(_ name: String, _ readOnly: Bool = false) -> String {
    "iscsi: {targetPortal: t, iqn: '\(name)', lun: 0, readOnly: \(readOnly)}"
  }

  static func ceph(_ monitors: String, _ image: String = "i", _ readOnly: Bool = false) -> String {
    "rbd: {monitors: [\(monitors)], pool: p, image: \(image), readOnly: \(readOnly)}"
  }

  static func amazon(_ id: String) -> String {
    "awsElasticBlockStore: {volumeID: \(id), readOnly: true}"
  }

  @Test(arguments: [
    FilterRow(
      "a pod without disks is not looked at", "Node a", pod("emptyDir: {}"),
      ["PreFilter": "skip", "a": ""]),
    row("a Google disk in use", google("d"), google("d"), isBusy: true),
    row("another Google disk", google("d"), google("e"), isBusy: false),
    row("a Google disk that both only read", google("d", true), google("d", true), isBusy: false),
    row("a Google disk that one writes", google("d", true), google("d"), isBusy: true),
    row("an Amazon volume, though both only read", amazon("d"), amazon("d"), isBusy: true),
    row("another Amazon volume", amazon("d"), amazon("e"), isBusy: false),
    row("an iSCSI target in use", iscsi("q"), iscsi("q"), isBusy: true),
    row("an iSCSI target that both only read", iscsi("q", true), iscsi("q", true), isBusy: false),
    row(
      "an iSCSI target by another portal and number", "iscsi: {targetPortal: p, iqn: q, lun: 0}",
      "iscsi: {targetPortal: r, iqn: q, lun: 1}", isBusy: true),
    row(
      "a Ceph image of the default pool", "rbd: {monitors: [m], pool: p, image: i}",
      "rbd: {monitors: [m], image: i}", isBusy: false),
    row("a Ceph device with a monitor in common", ceph("m, n"), ceph("n, o"), isBusy: true),
    row("a Ceph device of other monitors", ceph("m"), ceph("o"), isBusy: false),
    row("another Ceph image", ceph("m"), ceph("m", "j"), isBusy: false),
    row(
      "a Ceph device that both only read", ceph("m", "i", true), ceph("m", "i", true),
      isBusy: false),
    row("disks of different kinds", google("d"), amazon("d"), isBusy: false),
  ])
  func sharedDisks(row: FilterRow) throws { try row.check("VolumeRestrictions") }

  static let claims = """
    Node a
    Node b
    PersistentVolumeClaim one spec: {accessModes: [ReadWriteOncePod]}
    PersistentVolumeClaim many spec: {accessModes: [ReadWriteOnce]}
    PersistentVolumeClaim other/one spec: {accessModes: [ReadWriteOncePod]}
    """

  static func claim(_ name: String) -> String {
    pod("persistentVolumeClaim: {claimName: \(name)}")
  }

  @Test(arguments: [
    FilterRow(
      "a claim for one pod that nobody uses", claims, claim("one"),
      ["PreFilter": "skip", "a": "", "b": ""]),
    FilterRow(
      "a claim for one pod that another uses rules out every node",
      "\(claims)\nPod p@a \(claim("one"))", claim("one"), ["a": claimed, "b": claimed]),
    FilterRow(
      "a claim for one node may have several users", "\(claims)\nPod p@a \(claim("many"))",
      claim("many"), ["PreFilter": "skip", "a": "", "b": ""]),
    FilterRow(
      "a claim of the same name in another namespace is another",
      "\(claims)\nPod other/p@a \(claim("one"))", claim("one"),
      ["PreFilter": "skip", "a": "", "b": ""]),
    FilterRow(
      "a claim that is not there ends the cycle", claims, claim("none"),
      ["PreFilter": "never: persistentvolumeclaim \"none\" not found"]),
  ])
  func exclusiveClaims(row: FilterRow) throws { try row.check("VolumeRestrictions") }
}
