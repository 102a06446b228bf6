import DecisionCases
import Testing

@Suite struct NodeLabelPriorityTests {
  static func priority(_ label: String, _ presence: Bool, weight: Int = 2) -> String {
    #"""
    {"name":"custom-\#(label)","weight":\#(weight),"argument":{"labelPreference":
    {"label":"\#(label)","presence":\#(presence)}}}
    """#
  }

  static func small(_ era: DecisionEra, _ priorities: [String]) -> SmallCase {
    var small = SmallCase(era, priorities: priorities)
    small.nodes = [
      SmallCase.node("x", labels: #""x":"""#), SmallCase.node("y", labels: #""y":"""#),
      SmallCase.node("z"),
    ]
    return small
  }

  @Test("In Kubernetes 1.2 each label is a priority of its own")
  func single() throws {
    let small = Self.small(.v1_2, [Self.priority("x", true), Self.priority("y", false)])
    #expect(try small.scores("custom-x") == "x=10 y=0 z=0")
    #expect(try small.scores("custom-y") == "x=10 y=0 z=10")
    #expect(try small.answer()["total"]?["x"]?.text == "40")
  }

  @Test("In Kubernetes 1.20 they are one plugin, whose weight is their sum")
  func merged() throws {
    let small = Self.small(.v1_20, [Self.priority("x", true), Self.priority("y", false)])
    #expect(try small.scores("NodeLabel") == "x=100 y=0 z=50")
    #expect(try small.answer()["scores"]?["NodeLabel"]?["weight"]?.text == "4")
  }

  @Test("Weights that differ cannot be merged")
  func weights() throws {
    let small = Self.small(.v1_20, [Self.priority("x", true), Self.priority("y", true, weight: 3)])
    #expect(try small.scores("NodeLabel").contains("to have the weight 2, found 3 of"))
  }
}
