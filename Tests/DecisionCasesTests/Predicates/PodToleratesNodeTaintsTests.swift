import Testing

@Suite struct PodToleratesNodeTaintsTests {
  @Test("Kubernetes 1.20 looks at taints and cordons whether asked to or not")
  func mandatory() throws {
    var small = SmallCase(.v1_20, predicates: ["HostName"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node(
        "a", spec: #""taints":[{"key":"k","value":"v","effect":"NoSchedule"}]"#),
      SmallCase.node("b", spec: #""unschedulable":true"#),
      SmallCase.node("c", spec: #""taints":[{"key":"k","effect":"PreferNoSchedule"}]"#),
    ]
    #expect(
      try small.rejections() == [
        "a: node(s) had taint {k: v}, that the pod didn't tolerate",
        "b: node(s) were unschedulable",
      ])
  }

  @Test("A toleration lets the pod in")
  func tolerated() throws {
    var small = SmallCase(
      .v1_20, predicates: ["PodToleratesNodeTaints"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("a", spec: #""taints":[{"key":"k","value":"v","effect":"NoExecute"}]"#)
    ]
    small.pod = SmallCase.pod(spec: #""tolerations":[{"key":"k","operator":"Exists"}]"#)
    #expect(try small.rejections() == [])
  }
}
