import DecisionCases
import Testing

@Suite struct ClassicPolicyTests {
  static func problem(
    _ era: DecisionEra, predicates: [String] = [], priorities: [String] = []
  )
    throws -> String
  {
    var small = SmallCase(era, predicates: predicates, priorities: priorities)
    small.nodes = [SmallCase.node("a")]
    return try small.answer()["error"]?.text ?? "none"
  }

  @Test(
    "An unknown name is a located problem with a suggestion", arguments: [DecisionEra.v1_2, .v1_20])
  func unknownNames(era: DecisionEra) throws {
    let problem = try Self.problem(
      era, predicates: ["PodFitsResorces", "Whatever"], priorities: ["LeastRequestPriority"])
    #expect(problem.hasPrefix("small:1:1: error: policy.predicates[0].name"))
    #expect(
      problem.contains("no predicate is called \"PodFitsResorces\"; did you mean PodFitsResources?")
    )
    #expect(problem.contains("policy.predicates[1].name: no predicate is called \"Whatever\""))
    #expect(problem.contains("policy.priorities[0].name: no priority is called"))
  }

  @Test("A weight must be positive")
  func weights() throws {
    let problem = try Self.problem(
      .v1_20, priorities: [#"{"name":"LeastRequestedPriority","weight":0}"#])
    #expect(problem.contains("policy.priorities[0].weight: expected 1 or more, found 0"))
  }

  @Test("Names of later versions are unknown to Kubernetes 1.2")
  func laterNames() throws {
    #expect(
      try Self.problem(.v1_2, predicates: ["PodToleratesNodeTaints"]).contains("no predicate"))
    #expect(
      try Self.problem(.v1_2, priorities: ["NodePreferAvoidPodsPriority"]).contains("no priority"))
    #expect(try Self.problem(.v1_20, predicates: ["PodToleratesNodeTaints"]) == "none")
  }

  @Test("Without predicates and priorities the version's defaults hold")
  func defaults() throws {
    func names(_ era: DecisionEra) throws -> [String] {
      let line = #"{"id":"d","nodes":[\#(SmallCase.node("a"))],"pod":\#(SmallCase.pod())}"#
      return try SmallCase.scoreNames(line, era)
    }
    #expect(
      try names(.v1_2) == [
        "BalancedResourceAllocation", "LeastRequestedPriority", "NodeAffinityPriority",
        "SelectorSpreadPriority",
      ])
    #expect(
      try names(.v1_20) == [
        "ImageLocality", "InterPodAffinity", "NodeAffinity", "NodePreferAvoidPods",
        "NodeResourcesBalancedAllocation", "NodeResourcesLeastAllocated", "PodTopologySpread",
        "SelectorSpread", "TaintToleration",
      ])
  }
}
