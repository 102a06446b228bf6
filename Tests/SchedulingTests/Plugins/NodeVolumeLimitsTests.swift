import Testing

@testable import Scheduling

struct NodeVolumeLimitsTests {
  static let full = "node(s) exceed max volume count"
  static let given = """
    Node a
    Node b
    CSINode a spec: {drivers: [{name: fast, nodeID: a, allocatable: {count: 1}}]}
    StorageClass quick provisioner: fast
    StorageClass slow provisioner: other
    PersistentVolume v spec: {csi: {driver: fast, volumeHandle: v}}
    PersistentVolume w spec: {csi: {driver: fast, volumeHandle: w}}
    PersistentVolumeClaim v spec: {volumeName: v}
    PersistentVolumeClaim w spec: {volumeName: w}
    PersistentVolumeClaim shared spec: {volumeName: v}
    PersistentVolumeClaim new spec: {storageClassName: quick}
    PersistentVolumeClaim slow spec: {storageClassName: slow}
    """

  static func pod(_ claims: String...) -> String {
    let volumes = claims.map { "{name: \($0), persistentVolumeClaim: {claimName: \($0)}}" }
    return "spec: {volumes: [\(volumes.joined(separator: ", "))]}"
  }

  static func row(
    _ sentence: String, used: String? = nil, wanted: String, isFull: Bool
  ) -> FilterRow {
    let placed = used.map { "\nPod p@a \($0)" } ?? ""
    return FilterRow(sentence, given + placed, wanted, ["a": isFull ? full : "", "b": ""])
  }

  @Test(arguments: [
    FilterRow(
      "a pod without volumes is not looked at", given, "",
      ["PreFilter": "skip", "a": "", "b": ""]),
    row("the first volume fits", wanted: pod("v"), isFull: false),
    row("two at once do not", wanted: pod("v", "w"), isFull: true),
    row(
      "a second does not, but on nodes without a limit", used: pod("v"), wanted: pod("w"),
      isFull: true),
    row("the same volume counts once", used: pod("v"), wanted: pod("shared"), isFull: false),
    row(
      "a claim that is to be provisioned counts for its provisioner", used: pod("v"),
      wanted: pod("new"), isFull: true),
    row(
      "one of another provisioner does not", used: pod("v"), wanted: pod("slow"), isFull: false),
  ])
  func filter(row: FilterRow) throws { try row.check("NodeVolumeLimits") }

  @Test func `a pod without volumes is not held to those of the pod before`() throws {
    var builder = try SchedulingBuilder(Self.given + "\nPod p@a \(Self.pod("v"))")
    let (node, full, bare) = (
      builder.node("a"), try builder.pending(Self.pod("w")), try builder.pending("")
    )
    var plugin = NodeVolumeLimits()
    var excesses: [Int] = []
    for pod in [full, bare] {
      _ = plugin.preFilter(pod, builder.state, &builder.scheduler.cache)
      excesses.append(plugin.excesses(on: node, builder.state, builder.scheduler.cache).count)
    }
    #expect(excesses == [1, 0])
  }
}
