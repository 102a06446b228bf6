import Testing

@testable import Scheduling

/// What one cycle adds up, and what it owes to pods that wait.
struct SchedulingCycleTests {
  @Test func normalisedScoresTimesWeightsMakeTheTotal() throws {
    var builder = try SchedulingBuilder(
      """
      Node a spec: {taints: [{key: k, effect: PreferNoSchedule}]}
      Node b
      """)
    let judgement = try builder.schedule(NodeResourcesFitTests.requests("cpu: 1, memory: 2Gi"))
    // Fit 75, balance 100, images 0; taints 3 times 0 or 100; the rest excuse themselves.
    #expect(judgement.totals == ["a": 175, "b": 475])
    #expect(judgement.decision.score == 475)
    #expect(
      judgement.record.skippedScores.sorted() == [
        "InterPodAffinity", "NodeAffinity", "PodTopologySpread", "VolumeBinding",
      ])
  }

  @Test func theOnlyFeasibleNodeIsTakenUnscored() throws {
    var builder = try SchedulingBuilder("Node a\nNode b spec: {unschedulable: true}")
    let decision = try builder.schedule(level: .decision).decision
    #expect(decision.node == builder.node("a"))
    #expect((decision.score, decision.ties) == (0, 1))
  }

  @Test func aPromisedNodeIsTakenIfItStillFits() throws {
    var builder = try SchedulingBuilder(
      "Node a\nNode b spec: {taints: [{key: k, effect: PreferNoSchedule}]}\n"
        + "Node c spec: {unschedulable: true}")
    #expect(try builder.schedule("status: {nominatedNodeName: b}").feasible == ["b"])
    #expect(try builder.schedule("status: {nominatedNodeName: c}").feasible == ["a", "b"])
    #expect(try builder.schedule("status: {nominatedNodeName: gone}").feasible == ["a", "b"])
  }

  static func requests(priority: Int) -> String {
    "spec: {priority: \(priority), containers: [{name: c, image: i, "
      + "resources: {requests: {cpu: 3}}}]}"
  }

  /// Whether a pod of `priority` may have a node that is promised to a pod of priority 5.
  @Test(arguments: [(4, false), (5, false), (6, true)])
  func promisedRoomIsKeptFromPodsOfNoHigherPriority(priority: Int, mayHave: Bool) throws {
    var builder = try SchedulingBuilder("Node a\nNode b spec: {unschedulable: true}")
    let waiting = try builder.pending(Self.requests(priority: 5))
    builder.scheduler.nominations.nominate(builder.placed(waiting), to: builder.node("a"))
    let judgement = try builder.schedule(Self.requests(priority: priority))
    #expect(judgement.feasible == (mayHave ? ["a"] : []))
    builder.scheduler.nominations.withdraw(waiting.pod)
    #expect(try builder.schedule(Self.requests(priority: priority)).feasible == ["a"])
  }

  @Test func aPodDoesNotKeepRoomFromItself() throws {
    var builder = try SchedulingBuilder("Node a")
    let waiting = try builder.pending(Self.requests(priority: 5))
    builder.scheduler.nominations.nominate(builder.placed(waiting), to: builder.node("a"))
    #expect(builder.schedule(waiting).feasible == ["a"])
  }

  @Test func aPromisedPodIsNoCompanyYet() throws {
    var builder = try SchedulingBuilder(
      "Node a metadata: {labels: {zone: x}}\nNode b metadata: {labels: {zone: y}}")
    let friend = try builder.pending("metadata: {labels: {app: db}}, spec: {priority: 5}")
    builder.scheduler.nominations.nominate(builder.placed(friend), to: builder.node("a"))
    // The filters must pass with the promised pod and without it.
    let pod = InterPodAffinityTests.near(InterPodAffinityTests.term("zone"))
    #expect(try builder.schedule(pod).feasible == [])
  }

  @Test func oneSchedulerDecidesTheSameTwice() throws {
    var builder = try SchedulingBuilder(PodTopologySpreadTests.given)
    let pod = try builder.pending(PodTopologySpreadTests.pod())
    let first = builder.schedule(pod)
    let second = builder.schedule(pod)
    #expect(first.totals == second.totals)
    #expect(first.decision.node == second.decision.node)
  }
}
