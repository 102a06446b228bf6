import DecisionCases
import Testing

@Suite struct BalancedResourceAllocationTests {
  static func small(_ era: DecisionEra, _ memory: Int) -> SmallCase {
    var small = SmallCase(era, priorities: ["BalancedResourceAllocation"])
    small.nodes = [
      SmallCase.node("a", #""cpu":"10","memory":"10000""#),
      SmallCase.node("b", #""cpu":"3","memory":"10000""#),
      SmallCase.node("c", #""cpu":"10","memory":"0""#),
    ]
    small.pod = SmallCase.pod(requests: #""cpu":"3","memory":"\#(memory)""#)
    return small
  }

  @Test("The nearer the fractions, the better; a full resource scores nothing")
  func formula() throws {
    #expect(try Self.small(.v1_2, 5000).scores("BalancedResourceAllocation") == "a=8 b=0 c=0")
    #expect(
      try Self.small(.v1_20, 5000).scores("NodeResourcesBalancedAllocation") == "a=80 b=0 c=0")
  }

  @Test("Doubles are truncated, not rounded: 1 - |0.3 - 0.43| is a little below 0.87")
  func truncation() throws {
    #expect(
      try Self.small(.v1_20, 4300).scores("NodeResourcesBalancedAllocation") == "a=87 b=0 c=0")
    #expect(
      try Self.small(.v1_20, 1700).scores("NodeResourcesBalancedAllocation") == "a=87 b=0 c=0")
  }
}
