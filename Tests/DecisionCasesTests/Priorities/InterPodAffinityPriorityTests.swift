import Testing

@Suite struct InterPodAffinityPriorityTests {
  @Test("Scores are stretched with zero among them")
  func stretched() throws {
    var small = SmallCase(.v1_20, priorities: ["InterPodAffinityPriority"])
    small.nodes = ["a", "b", "c"].map { SmallCase.node($0, labels: #""host":"\#($0)""#) }
    small.pods = [
      SmallCase.pod("p", on: "a", labels: #""app":"web""#),
      SmallCase.pod("q", on: "a", labels: #""app":"web""#),
      SmallCase.pod("r", on: "b", labels: #""app":"web""#),
      SmallCase.pod("s", on: "c", labels: #""app":"web""#),
    ]
    small.pod = SmallCase.pod(
      spec: #"""
        "affinity":{"podAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[
        {"weight":10,"podAffinityTerm":{"topologyKey":"host","labelSelector":{"matchLabels":
        {"app":"web"}}}}]}}
        """#)
    #expect(try small.scores("InterPodAffinity") == "a=100 b=50 c=50")
  }
}
