import ClusterState
import SimulationEngine
import Testing

@testable import Scheduling

/// Which of several equally good nodes is taken.
struct TieBreakTests {
  /// The node chosen by each of `count` decisions on three equal nodes.
  static func choices(_ tieBreak: TieBreak, count: Int = 4) throws -> [String] {
    var builder = try SchedulingBuilder("Node b\nNode c\nNode a")
    builder.scheduler.tieBreak = tieBreak
    let pod = try builder.pending("")
    return (0..<count).map { _ in
      let judgement = builder.schedule(pod)
      #expect(judgement.decision.ties == 3)
      return judgement.name(judgement.decision.node)
    }
  }

  @Test func theFirstToJoin() throws { #expect(try Self.choices(.first) == ["b", "b", "b", "b"]) }

  @Test func theFirstByName() throws {
    #expect(try Self.choices(.smallestName) == ["a", "a", "a", "a"])
  }

  @Test func inTurnByNameFromTheLast() throws {
    #expect(try Self.choices(.roundRobin(placements: 0)) == ["c", "b", "a", "c"])
    #expect(try Self.choices(.roundRobin(placements: 7)) == ["b", "a", "c", "b"])
  }

  @Test func drawnNodesAreTheSameForTheSameSeed() throws {
    let stream = RandomStream(seed: 7, name: "tie break")
    let choices = try Self.choices(.drawn(stream), count: 60)
    #expect(try Self.choices(.drawn(stream), count: 60) == choices)
    for name in ["a", "b", "c"] {
      let count = choices.count { $0 == name }
      #expect((8...36).contains(count), "\(name) was drawn \(count) of 60 times by seed 7")
    }
  }

  @Test func onlyTheBestNodesTakePart() throws {
    var builder = try SchedulingBuilder(
      "Node a spec: {taints: [{key: k, effect: PreferNoSchedule}]}\nNode b\nNode c")
    let judgement = try builder.schedule()
    #expect(judgement.decision.ties == 2)
    #expect(judgement.name(judgement.decision.node) == "b")
    #expect(judgement.record.best.map { judgement.name($0) } == ["b", "c"])
  }
}
