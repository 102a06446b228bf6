import DecisionCases
import Testing

@Suite struct HostNameTests {
  @Test("Only the node that the pod names will do", arguments: [DecisionEra.v1_2, .v1_20])
  func named(era: DecisionEra) throws {
    var small = SmallCase(era, predicates: ["HostName"], priorities: ["EqualPriority"])
    small.nodes = ["a", "b", "c"].map { SmallCase.node($0) }
    small.pod = SmallCase.pod(on: "b")
    #expect(try small.rejectedNodes() == ["a", "c"])
  }

  @Test("A pod that names no node can go anywhere")
  func unnamed() throws {
    var small = SmallCase(.v1_2, predicates: ["HostName"], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a")]
    #expect(try small.rejectedNodes() == [])
  }

  @Test("Kubernetes 1.20 words it")
  func words() throws {
    var small = SmallCase(.v1_20, predicates: ["HostName"], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a")]
    small.pod = SmallCase.pod(on: "gone")
    #expect(try small.rejections() == ["a: node(s) didn't match the requested hostname"])
    #expect(
      try small.answer()["message"]?.text
        == "0/1 nodes are available: 1 node(s) didn't match the requested hostname.")
  }
}
