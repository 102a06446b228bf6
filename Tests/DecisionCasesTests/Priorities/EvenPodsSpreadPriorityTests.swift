import Testing

@Suite struct EvenPodsSpreadPriorityTests {
  @Test("Counts are weighed by the logarithm of the domains and truncated")
  func truncated() throws {
    var small = SmallCase(.v1_20, priorities: ["EvenPodsSpreadPriority"])
    small.nodes = [
      SmallCase.node("a", labels: #""zone":"x""#), SmallCase.node("b", labels: #""zone":"y""#),
      SmallCase.node("c"),
    ]
    small.pods = ["p", "q", "r"].map { SmallCase.pod($0, on: "a", labels: #""app":"web""#) }
    small.pods.append(SmallCase.pod("s", on: "b", labels: #""app":"web""#))
    small.pod = SmallCase.pod(
      labels: #""app":"web""#,
      spec: #"""
        "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone",
        "whenUnsatisfiable":"ScheduleAnyway","labelSelector":{"matchLabels":{"app":"web"}}}]
        """#)
    // 3 ln 4 = 4.16, 1 ln 4 = 1.39: 4 and 1; 100*(4+1-4)/4 and 100*(4+1-1)/4.
    #expect(try small.scores("PodTopologySpread") == "a=25 b=100 c=0")
  }
}
