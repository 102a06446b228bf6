import DecisionCases
import Testing

@Suite struct NodeLabelPresenceTests {
  static func predicate(_ labels: String, _ presence: Bool) -> String {
    #"""
    {"name":"custom-\#(presence)","argument":{"labelsPresence":{"labels":[\#(labels)],
    "presence":\#(presence)}}}
    """#
  }

  static func small(_ era: DecisionEra, _ predicates: [String]) -> SmallCase {
    var small = SmallCase(era, predicates: predicates, priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("both", labels: #""x":"1","y":"""#),
      SmallCase.node("one", labels: #""x":"2""#), SmallCase.node("none"),
    ]
    return small
  }

  @Test(
    "Labels must all be there, or all be absent, whatever their values",
    arguments: [DecisionEra.v1_2, .v1_20])
  func presence(era: DecisionEra) throws {
    let present = Self.small(era, [Self.predicate(#""x","y""#, true)])
    #expect(try present.rejectedNodes() == ["none", "one"])
    let absent = Self.small(era, [Self.predicate(#""y","unheard-of""#, false)])
    #expect(try absent.rejectedNodes() == ["both"])
  }

  @Test("Kubernetes 1.20 makes one plugin of several predicates, Kubernetes 1.2 names each")
  func merging() throws {
    let predicates = [Self.predicate(#""x""#, true), Self.predicate(#""y""#, false)]
    #expect(
      try Self.small(.v1_20, predicates).rejections() == [
        "both: node(s) didn't have the requested labels",
        "none: node(s) didn't have the requested labels",
      ])
    #expect(
      try Self.small(.v1_2, predicates).rejections() == [
        "both: custom-false", "none: custom-true",
      ])
  }
}
