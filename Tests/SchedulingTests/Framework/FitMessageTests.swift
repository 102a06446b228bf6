import Testing

@testable import Scheduling

/// The text of the FailedScheduling event.
struct FitMessageTests {
  static let nothing = "no new claims to deallocate, preemption: "
  static let cordoned = "spec: {unschedulable: true}"

  static func message(_ given: String, _ pod: String = "", profile: String = "") throws -> String {
    var builder = try SchedulingBuilder(given, profile: profile)
    return try builder.schedule(pod).decision.message
  }

  @Test func reasonsAreCountedAndSortedAsTexts() throws {
    var message = FitMessage()
    message.add(["b"], nodes: 10)
    message.add(["a"], nodes: 2)
    message.add(["Z", "b"])
    message.add(["none"], nodes: 0)
    #expect(message.text(nodeCount: 12) == "0/12 nodes are available: 1 Z, 11 b, 2 a.")
  }

  @Test func aNodeAddsToEachOfItsReasons() throws {
    let full = "status: {allocatable: {cpu: 1, memory: 1Gi, pods: 9}}"
    let pod = NodeResourcesFitTests.requests("cpu: 2, memory: 2Gi")
    #expect(
      try Self.message("Node a \(full)\nNode b \(Self.cordoned)\nNode c \(full)", pod)
        == "0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu, "
        + "2 Insufficient memory. \(Self.nothing)0/3 nodes are available: "
        + "3 Preemption is not helpful for scheduling.")
  }

  @Test func nodesWithoutVictimsAreToldFromThoseNotTried() throws {
    let given = "Node a status: {allocatable: {pods: 0}}\nNode b \(Self.cordoned)"
    #expect(
      try Self.message(given)
        == "0/2 nodes are available: 1 Too many pods, 1 node(s) were unschedulable. "
        + "\(Self.nothing)0/2 nodes are available: 1 No preemption victims found for incoming pod, "
        + "1 Preemption is not helpful for scheduling.")
  }

  @Test func onlyTheFirstPluginThatTurnsANodeDownIsTold() throws {
    let given = "Node a spec: {unschedulable: true, taints: [{key: k, effect: NoSchedule}]}"
    #expect(
      try Self.message(given).hasPrefix("0/1 nodes are available: 1 node(s) were unschedulable. "))
  }

  @Test func nodesThatNobodyLookedAtAreToldToo() throws {
    let pod =
      "spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
      + "{nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a]}]}]}}}}"
    let absent = "node(s) didn't satisfy plugin(s) [NodeAffinity]"
    #expect(
      try Self.message("Node a \(Self.cordoned)\nNode b\nNode c", pod).hasPrefix(
        "0/3 nodes are available: 1 node(s) were unschedulable, 2 \(absent). "))
    #expect(
      try Self.message("Node b\nNode c", pod).hasPrefix("0/2 nodes are available: 2 \(absent). "))
  }

  @Test func aPodThatEndsInPreFilterIsToldWithoutCount() throws {
    let pod = "spec: {volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]}"
    #expect(
      try Self.message("Node a\nNode b", pod)
        == "0/2 nodes are available: persistentvolumeclaim \"c\" not found. not found")
  }

  @Test func withoutPostFiltersTheReasonsStandAlone() throws {
    let profile = "plugins: {postFilter: {disabled: [{name: '*'}]}}"
    #expect(
      try Self.message("Node a \(Self.cordoned)", profile: profile)
        == "0/1 nodes are available: 1 node(s) were unschedulable.")
  }

  @Test func thePluginsThatTurnedNodesDownAreNamedInTheirOrder() throws {
    var builder = try SchedulingBuilder(
      "Node a status: {allocatable: {pods: 0}}\nNode b \(Self.cordoned)\nNode c \(Self.cordoned)")
    let judgement = try builder.schedule()
    #expect(
      judgement.record.unschedulablePlugins == ["NodeUnschedulable", "NodeResourcesFit"])
    #expect(
      judgement.decision.rejectedBy == [RejectingPlugins(place: 0), RejectingPlugins(place: 5)])
  }
}
