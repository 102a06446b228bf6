import Scheduling
import Testing

@Suite struct NodePortsTests {
  @Test(
    "A port is taken for an address and a protocol, and the wildcard stands for every address",
    arguments: [
      ("hostPort: 80", "hostPort: 80", false),
      ("hostPort: 80", "hostPort: 81", true),
      ("hostPort: 80", "hostPort: 80, protocol: UDP", true),
      ("hostPort: 80, hostIP: 10.0.0.1", "hostPort: 80, hostIP: 10.0.0.2", true),
      ("hostPort: 80, hostIP: 10.0.0.1", "hostPort: 80, hostIP: 10.0.0.1", false),
      ("hostPort: 80, hostIP: 10.0.0.1", "hostPort: 80", false),
      ("hostPort: 80", "hostPort: 80, hostIP: 10.0.0.1", false),
      ("hostPort: 80, hostIP: 0.0.0.0", "hostPort: 80, hostIP: 10.0.0.1", false),
      ("hostPort: 80, hostIP: \"::\"", "hostPort: 80, hostIP: \"::1\"", true),
    ])
  func conflicts(used: String, wanted: String, fits: Bool) throws {
    var cluster = try SmallCluster(nodes: "a", "b")
    let placed = try cluster.pod(container: "ports: [{containerPort: 1, \(used)}]")
    cluster.place(placed, on: "a")
    let pod = try cluster.pod(container: "ports: [{containerPort: 1, \(wanted)}]")
    let reason = "a: node(s) didn't have free ports for the requested pod ports"
    #expect(cluster.filter(pod, NodePorts()) == (fits ? [] : [reason]))
  }

  @Test("A pod without host ports is left alone; a port is free again when its pod has gone")
  func freed() throws {
    var cluster = try SmallCluster(nodes: "a")
    let plain = try cluster.pod(container: "ports: [{containerPort: 80}]")
    #expect(cluster.filter(plain, NodePorts()) == ["skipped"])
    let first = try cluster.pod(container: "ports: [{containerPort: 80, hostPort: 80}]")
    let placed = cluster.place(first, on: "a")
    let second = try cluster.pod(container: "ports: [{containerPort: 80, hostPort: 80}]")
    #expect(cluster.filter(second, NodePorts()).count == 1)
    let a = try #require(cluster.node("a"))
    cluster.scheduler.cache.removePod(placed.pod, from: a)
    #expect(cluster.filter(second, NodePorts()) == [])
  }

  @Test("Ports of sidecars count, those of other init containers do not")
  func initContainers() throws {
    var cluster = try SmallCluster(nodes: "a")
    func spec(_ policy: String) -> String {
      "initContainers: [{name: i, \(policy)ports: [{containerPort: 80, hostPort: 80}]}]"
    }
    let plain = try cluster.pod(spec: spec(""))
    #expect(cluster.filter(plain, NodePorts()) == ["skipped"])
    let sidecar = try cluster.pod(spec: spec("restartPolicy: Always, "))
    #expect(cluster.filter(sidecar, NodePorts()) == [])
  }
}
