import Testing

@Suite struct GeneralPredicatesTests {
  static let pod = SmallCase.pod(
    requests: #""cpu":"2""#, container: #""ports":[{"containerPort":1,"hostPort":80}]"#,
    spec: #""nodeSelector":{"disk":"ssd"}"#)

  static let nodes = [
    SmallCase.node("fits", labels: #""disk":"ssd""#), SmallCase.node("selector"),
    SmallCase.node("cpu", #""cpu":"1","memory":"10Gi""#, labels: #""disk":"ssd""#),
    SmallCase.node("ports", labels: #""disk":"ssd""#),
  ]

  static let pods = [
    SmallCase.pod("p", on: "ports", container: #""ports":[{"containerPort":1,"hostPort":80}]"#)
  ]

  @Test("Kubernetes 1.2 reports the name, and a shortage with its numbers")
  func oneName() throws {
    var small = SmallCase(.v1_2, predicates: ["GeneralPredicates"], priorities: ["EqualPriority"])
    (small.nodes, small.pods, small.pod) = (Self.nodes, Self.pods, Self.pod)
    #expect(
      try small.rejections() == [
        "cpu: GeneralPredicates: Node didn't have enough resource: CPU, requested: 2000, "
          + "used: 0, capacity: 1000",
        "ports: GeneralPredicates", "selector: GeneralPredicates",
      ])
  }

  @Test("Kubernetes 1.20 takes the name for four plugins")
  func fourPlugins() throws {
    var small = SmallCase(.v1_20, predicates: ["GeneralPredicates"], priorities: ["EqualPriority"])
    (small.nodes, small.pods, small.pod) = (Self.nodes, Self.pods, Self.pod)
    #expect(
      try small.rejections() == [
        "cpu: Insufficient cpu",
        "ports: node(s) didn't have free ports for the requested pod ports",
        "selector: node(s) didn't match Pod's node affinity",
      ])
  }
}
