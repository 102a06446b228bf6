import ClusterState
import SimulationEngine
import Testing

@testable import Scheduling

/// An explanation is of the decision that the scheduler makes next, and leaves no trace.
struct SchedulerExplanationTests {
  static let twoNodes = "Node a\nNode b"

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func theNextDecisionIsTheExplainedOne(seed: UInt64) throws {
    var builder = try SchedulingBuilder((0..<6).map { "Node n\($0)" }.joined(separator: "\n"))
    builder.scheduler.tieBreak = .drawn(RandomStream(seed: seed, name: "ties"))
    var plain = builder
    for _ in 0..<8 {
      let pod = try builder.pending(NodeChangeTests.asking("cpu: 300m"))
      let twin = try plain.pending(NodeChangeTests.asking("cpu: 300m"))
      let explained = builder.explain(pod)
      let again = builder.explain(pod)
      let decision = builder.schedule(pod, level: .message).decision
      let unexplained = plain.schedule(twin, level: .message).decision
      #expect(explained.decision.node == decision.node && again.decision.node == decision.node)
      #expect(unexplained.node == decision.node && unexplained.ties == decision.ties)
      #expect(explained.record.best.contains(decision.node))
      builder.scheduler.cache.addPod(builder.placed(pod), on: decision.node)
      plain.scheduler.cache.addPod(plain.placed(twin), on: decision.node)
    }
  }

  @Test func aSingleNodeIsTakenWithoutScores() throws {
    var builder = try SchedulingBuilder("Node a\nNode b spec: {unschedulable: true}")
    let explanation = try builder.explain("")
    #expect(!explanation.needsScores && explanation.decision.score == 0)
    #expect(!explanation.record.scores.isEmpty, "the scores that it would have got are told")
  }

  /// A preferred term that cannot be is not looked at while one node is left.
  @Test func anErrorThatOnlyScoresWouldMeetIsNone() throws {
    var builder = try SchedulingBuilder("Node a")
    let pod = try builder.pending(
      "spec: {affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: "
        + "[{weight: 1, preference: {matchExpressions: "
        + "[{key: k, operator: Gt, values: ['-1x']}]}}]}}}")
    let explanation = builder.explain(pod)
    #expect(explanation.decision.node == builder.node("a") && explanation.decision.error.isEmpty)
  }

  /// The search for victims ends where the scheduler's ends: with many candidates, early.
  @Test func theSearchForVictimsIsTheSchedulers() throws {
    let lines = (0..<300).map { row in
      "Node n\(row) status: {allocatable: {cpu: 1, pods: 9}}\n"
        + "Pod p\(row)@n\(row) \(NodeChangeTests.asking("cpu: 1"))"
    }
    var builder = try SchedulingBuilder(lines.joined(separator: "\n"))
    builder.scheduler.preemptionStart = RandomStream(seed: 7, name: "preemption")
    let pod = try builder.pending(NodeChangeTests.asking("cpu: 1", "priority: 5,"))
    let explanation = builder.explain(pod)
    let judgement = builder.schedule(pod, level: .message)
    #expect(explanation.preemption?.candidates.count == 100)
    #expect(explanation.decision.nominatedNode == judgement.decision.nominatedNode)
    #expect(
      explanation.preemption?.candidates.map(\.node)
        == judgement.record.preemption?.candidates.map(\.node))
  }

  @Test func noNodeIsAnAnswerToo() throws {
    var builder = try SchedulingBuilder()
    let explanation = try builder.explain("")
    #expect(explanation.nodeCount == 0)
    #expect(explanation.decision.message == "no nodes available to schedule pods")
    #expect(explanation.obstacles.isEmpty)
  }
}
