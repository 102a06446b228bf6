import Scheduling
import Testing

@Suite struct NodeNameTests {
  @Test("A pod that names a node fits there alone")
  func named() throws {
    var cluster = try SmallCluster(nodes: "a", "b")
    var pod = try cluster.pod()
    #expect(cluster.filter(pod, NodeName()) == [])
    pod.nodeName = cluster.state.symbols.intern("b")
    #expect(
      cluster.filter(pod, NodeName()) == ["a!: node(s) didn't match the requested node name"])
    pod.nodeName = cluster.state.symbols.intern("c")
    #expect(cluster.filter(pod, NodeName()).count == 2)
  }
}
