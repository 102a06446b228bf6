import DecisionCases
import Testing

@Suite struct LeastRequestedPriorityTests {
  static func small(_ era: DecisionEra) -> SmallCase {
    var small = SmallCase(era, priorities: ["LeastRequestedPriority"])
    small.nodes = [
      SmallCase.node("a", #""cpu":"4","memory":"10000""#),
      SmallCase.node("b", #""cpu":"6","memory":"10000""#),
      SmallCase.node("c", #""cpu":"0","memory":"10000""#),
    ]
    small.pod = SmallCase.pod(requests: #""cpu":"3","memory":"5000""#)
    return small
  }

  @Test("Each division truncates, and a capacity of nothing scores nothing")
  func formula() throws {
    // (4000-3000)*10/4000 = 2, (10000-5000)*10/10000 = 5; (6000-3000)*10/6000 = 5.
    #expect(try Self.small(.v1_2).scores("LeastRequestedPriority") == "a=3 b=5 c=2")
    #expect(
      try Self.small(.v1_20).scores("NodeResourcesLeastAllocated") == "a=37 b=50 c=25")
  }

  @Test("A container without requests counts as 100m and 200 MiB, an explicit zero as zero")
  func defaults() throws {
    var small = SmallCase(.v1_2, priorities: ["LeastRequestedPriority"])
    small.nodes = [SmallCase.node("a", #""cpu":"1","memory":"400Mi""#)]
    small.pod = SmallCase.pod()
    #expect(try small.scores("LeastRequestedPriority") == "a=7")
    small.pod = SmallCase.pod(requests: #""cpu":"0","memory":"0""#)
    #expect(try small.scores("LeastRequestedPriority") == "a=10")
  }

  @Test("Kubernetes 1.20 adds the overhead of the processor in whole units")
  func overhead() throws {
    var small = SmallCase(.v1_20, priorities: ["LeastRequestedPriority"])
    small.nodes = [SmallCase.node("a", #""cpu":"1","memory":"1000""#)]
    small.pod = SmallCase.pod(
      requests: #""cpu":"0","memory":"0""#, spec: #""overhead":{"cpu":"500m","memory":"500"}"#)
    // 500m counts as 1 millicore: (999*100/1000 + 50)/2.
    #expect(try small.scores("NodeResourcesLeastAllocated") == "a=74")
  }
}
