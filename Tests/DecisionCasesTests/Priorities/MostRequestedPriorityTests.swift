import Testing

@Suite struct MostRequestedPriorityTests {
  @Test("The fuller, the better, and more than full scores nothing")
  func formula() throws {
    var small = SmallCase(.v1_20, priorities: ["MostRequestedPriority"])
    small.nodes = [
      SmallCase.node("a", #""cpu":"4","memory":"10000""#),
      SmallCase.node("b", #""cpu":"2","memory":"10000""#),
    ]
    small.pod = SmallCase.pod(requests: #""cpu":"3","memory":"5000""#)
    #expect(try small.scores("NodeResourcesMostAllocated") == "a=62 b=25")
    small.era = .v1_2
    #expect(try small.scores("MostRequestedPriority") == "a=6 b=2")
  }
}
