import DecisionCases
import Testing

@Suite struct MatchNodeSelectorTests {
  static func small(_ era: DecisionEra, _ spec: String) -> SmallCase {
    var small = SmallCase(era, predicates: ["MatchNodeSelector"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("a", labels: #""disk":"ssd","gen":"3""#),
      SmallCase.node("b", labels: #""disk":"hdd","gen":"5""#), SmallCase.node("c"),
    ]
    small.pod = SmallCase.pod(spec: spec)
    return small
  }

  static func affinity(_ terms: String) -> String {
    """
    "affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":\
    {"nodeSelectorTerms":[\(terms)]}}}
    """
  }

  @Test("Every pair of the node selector must hold", arguments: [DecisionEra.v1_2, .v1_20])
  func selector(era: DecisionEra) throws {
    #expect(try Self.small(era, #""nodeSelector":{"disk":"ssd"}"#).rejectedNodes() == ["b", "c"])
    #expect(
      try Self.small(era, #""nodeSelector":{"disk":"ssd","gen":"5"}"#).rejectedNodes()
        == ["a", "b", "c"])
  }

  @Test("One term of the required affinity must hold, and an empty list holds nowhere")
  func terms() throws {
    let either = Self.affinity(
      #"""
      {"matchExpressions":[{"key":"gen","operator":"Gt","values":["4"]}]},
      {"matchExpressions":[{"key":"disk","operator":"DoesNotExist"}]}
      """#.replacing("\n", with: ""))
    #expect(try Self.small(.v1_2, either).rejectedNodes() == ["a"])
    #expect(try Self.small(.v1_2, Self.affinity("")).rejectedNodes() == ["a", "b", "c"])
    #expect(try Self.small(.v1_20, Self.affinity("{}")).rejectedNodes() == ["a", "b", "c"])
  }

  @Test("An affinity that names nodes filters them one by one in Kubernetes 1.20")
  func named() throws {
    let spec = Self.affinity(
      #"{"matchFields":[{"key":"metadata.name","operator":"In","values":["b"]}]}"#)
    #expect(
      try Self.small(.v1_20, spec).rejections() == [
        "a: node(s) didn't match Pod's node affinity",
        "c: node(s) didn't match Pod's node affinity",
      ])
  }
}
