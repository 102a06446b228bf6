import Scheduling
import Testing

struct NodePortsTests {
  static let taken = "node(s) didn't have free ports for the requested pod ports"

  static func pod(_ ports: String, on place: String = "containers") -> String {
    let restart = place == "containers" ? "" : ", restartPolicy: Always"
    return
      "spec: {\(place): [{name: p, image: i, ports: [{containerPort: 1, \(ports)}]\(restart)}]}"
  }

  static func row(_ sentence: String, _ used: String, _ wanted: String, isTaken: Bool) -> FilterRow
  {
    FilterRow(
      sentence, "Node a\nNode b\nPod p@a \(pod(used))", pod(wanted),
      ["a": isTaken ? taken : "", "b": ""])
  }

  @Test(arguments: [
    FilterRow(
      "a pod without host ports is not looked at", "Node a", pod("protocol: TCP"),
      ["PreFilter": "skip", "a": ""]),
    row("a port is taken once a node", "hostPort: 80", "hostPort: 80", isTaken: true),
    row("another port is free", "hostPort: 80", "hostPort: 81", isTaken: false),
    row(
      "another protocol has ports of its own", "hostPort: 80", "hostPort: 80, protocol: UDP",
      isTaken: false),
    row(
      "addresses have ports of their own", "hostPort: 80, hostIP: 10.0.0.1",
      "hostPort: 80, hostIP: 10.0.0.2", isTaken: false),
    row(
      "a port of one address is taken for all of them", "hostPort: 80, hostIP: 10.0.0.1",
      "hostPort: 80", isTaken: true),
    row(
      "a port of all addresses is taken for each", "hostPort: 80, hostIP: 0.0.0.0",
      "hostPort: 80, hostIP: 10.0.0.1", isTaken: true),
    row(
      "all addresses of the newer kind are one address", "hostPort: 80, hostIP: '::'",
      "hostPort: 80, hostIP: 10.0.0.1", isTaken: false),
    row(
      "and clash with all of the older kind", "hostPort: 80, hostIP: '::'", "hostPort: 80",
      isTaken: true),
    row(
      "one address has each port once", "hostPort: 80, hostIP: 10.0.0.1",
      "hostPort: 80, hostIP: 10.0.0.1", isTaken: true),
    row(
      "an address of the newer kind is another than all of them", "hostPort: 80, hostIP: '::'",
      "hostPort: 80, hostIP: '::1'", isTaken: false),
    FilterRow(
      "the ports of a sidecar count",
      "Node a\nPod p@a \(pod("hostPort: 80", on: "initContainers"))",
      pod("hostPort: 80"), ["a": taken]),
    FilterRow(
      "the ports of other init containers do not",
      "Node a\nPod p@a spec: {initContainers: "
        + "[{name: p, image: i, ports: [{containerPort: 1, hostPort: 80}]}]}",
      pod("hostPort: 80"), ["a": ""]),
  ])
  func filter(row: FilterRow) throws { try row.check("NodePorts") }

  @Test func theDefaultProtocolIsTCP() throws {
    let row = Self.row(
      "an unnamed protocol", "hostPort: 80, protocol: TCP", "hostPort: 80", isTaken: true)
    try row.check("NodePorts")
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
}
