import ClusterState
import SimulationEngine
import Testing

@testable import Scheduling

@Suite("Kept verdicts")
struct KeptVerdictsTests {
  private func verdict(_ detail: UInt64) -> Verdict {
    Verdict(plugin: Int16(detail % 3), rejection: .unschedulable(detail))
  }

  @Test("The tally counts the last verdict on each position, whatever came before")
  func countsLastVerdicts() {
    var stream = RandomStream(seed: 1, name: "verdicts")
    var kept = KeptVerdicts()
    kept.reset(count: 50)
    var model: [Int: UInt64] = [:]
    for _ in 0..<2_000 {
      let (position, detail) = (stream.index(below: 50), UInt64(stream.index(below: 7)))
      kept.set(verdict(detail), at: position)
      model[position] = detail
      let told = kept.tally.entries.map { ($0.verdict.rejection.detail, $0.count) }
      let counts = Dictionary(grouping: model.values) { $0 }.mapValues(\.count)
      #expect(Dictionary(uniqueKeysWithValues: told) == counts)
      #expect(kept.tally.rejectedCount == model.count)
    }
  }

  @Test("Verdicts that stand for no node any more fill the memory until it is forgotten")
  func fillsUp() {
    var kept = KeptVerdicts()
    kept.reset(count: 1)
    var detail: UInt64 = 0
    while !kept.isFull {
      kept.set(verdict(detail), at: 0)
      detail += 1
    }
    #expect(detail == 66)
    #expect(kept.tally.entries.map(\.count) == [1])
    kept.reset(count: 1)
    #expect(!kept.isFull && kept.tally.entries.isEmpty)
  }

  @Test("A pod that fails again is told what has changed, as by a scheduler that asks everyone")
  func failsAgain() throws {
    let nodes = (0..<6).map { "Node n\($0) spec: {}" }.joined(separator: "\n")
    let pod = "spec: {containers: [{name: c, resources: {requests: {cpu: 5}}}]}"
    var kept = try SchedulingBuilder(nodes)
    var asked = try SchedulingBuilder(nodes)
    asked.scheduler.evaluation = .fullScan
    var messages: [String] = []
    for number in 0..<6 {
      if number == 3 {
        kept.removeNode("n0")
        asked.removeNode("n0")
      }
      if number == 4 {
        try kept.add("Node n9 spec: {unschedulable: true}")
        try asked.add("Node n9 spec: {unschedulable: true}")
      }
      messages.append(try kept.schedule(pod, level: .message).decision.message)
      #expect(try asked.schedule(pod, level: .message).decision.message == messages[number])
    }
    #expect(messages[2].hasPrefix("0/6 nodes are available: 6 Insufficient cpu."))
    #expect(messages[3].hasPrefix("0/5 nodes are available: 5 Insufficient cpu."))
    #expect(
      messages[5].hasPrefix(
        "0/6 nodes are available: 1 node(s) were unschedulable, 5 Insufficient cpu."))
  }
}
