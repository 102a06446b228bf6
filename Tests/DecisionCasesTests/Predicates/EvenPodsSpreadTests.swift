import Testing

@Suite struct EvenPodsSpreadTests {
  static func small(_ spec: String = "") -> SmallCase {
    var small = SmallCase(.v1_20, predicates: ["EvenPodsSpread"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("a", labels: #""zone":"x","arch":"arm""#),
      SmallCase.node("b", labels: #""zone":"x""#), SmallCase.node("c", labels: #""zone":"y""#),
      SmallCase.node("d"),
    ]
    small.pods = [SmallCase.pod("p", on: "a", labels: #""app":"web""#)]
    small.pod = SmallCase.pod(
      labels: #""app":"web""#,
      spec: """
        "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone",\
        "whenUnsatisfiable":"DoNotSchedule","labelSelector":{"matchLabels":{"app":"web"}}}]\(spec)
        """)
    return small
  }

  @Test("A domain that is ahead by more than the skew is turned down, and a node without the key")
  func skew() throws {
    #expect(
      try Self.small().rejections() == [
        "a: node(s) didn't match pod topology spread constraints",
        "b: node(s) didn't match pod topology spread constraints",
        "d: node(s) didn't match pod topology spread constraints (missing required label)",
      ])
  }

  @Test("Pods on nodes that the pod may not use count in domains that it may")
  func excludedNodes() throws {
    var small = Self.small(
      #"""
      ,"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":
      {"nodeSelectorTerms":[{"matchExpressions":[{"key":"arch","operator":"DoesNotExist"}]}]}}}
      """#)
    small.nodes.removeLast()
    #expect(try small.rejectedNodes() == ["a", "b"])
  }
}
