import Testing

@Suite struct PodFitsHostPortsTests {
  static func pod(_ port: Int, _ protocolName: String, on node: String = "") -> String {
    SmallCase.pod(
      node.isEmpty ? "pod" : "on-\(node)", on: node,
      container: #"""
        "ports":[{"containerPort":80,"hostPort":\#(port),"protocol":"\#(protocolName)"}]
        """#)
  }

  @Test(
    "Kubernetes 1.2 tells ports apart by number alone",
    arguments: ["PodFitsPorts", "PodFitsHostPorts"])
  func numbersOnly(name: String) throws {
    var small = SmallCase(.v1_2, predicates: [name], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a"), SmallCase.node("b"), SmallCase.node("c")]
    small.pods = [Self.pod(80, "UDP", on: "a"), Self.pod(81, "TCP", on: "b")]
    small.pod = Self.pod(80, "TCP")
    #expect(try small.rejections() == ["a: \(name)"])
  }

  @Test("Kubernetes 1.20 tells protocols apart")
  func protocols() throws {
    var small = SmallCase(.v1_20, predicates: ["PodFitsPorts"], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a"), SmallCase.node("b")]
    small.pods = [Self.pod(80, "UDP", on: "a"), Self.pod(80, "TCP", on: "b")]
    small.pod = Self.pod(80, "TCP")
    #expect(
      try small.rejections() == ["b: node(s) didn't have free ports for the requested pod ports"])
  }

  @Test("A pod without host ports fits wherever ports are taken")
  func noPorts() throws {
    var small = SmallCase(.v1_2, predicates: ["PodFitsPorts"], priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a")]
    small.pods = [Self.pod(80, "TCP", on: "a")]
    #expect(try small.rejections() == [])
  }
}
