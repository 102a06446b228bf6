import Scheduling
import TestSupport
import Testing

struct NodeResourcesFitTests {
  static func requests(_ requests: String) -> String {
    "spec: {containers: [{name: c, image: i, resources: {requests: {\(requests)}}}]}"
  }

  static func row(
    _ sentence: String, offers: String, used: String? = nil, wants: String, _ verdict: String
  ) -> FilterRow {
    var given = "Node a status: {allocatable: {\(offers)}}"
    if let used { given += "\nPod p@a \(requests(used))" }
    return FilterRow(sentence, given, requests(wants), ["a": verdict])
  }

  @Test(arguments: [
    row("what is left is enough", offers: "cpu: 2, pods: 9", used: "cpu: 1", wants: "cpu: 1", ""),
    row(
      "a pod that an eviction would let in", offers: "cpu: 2, pods: 9", used: "cpu: 1500m",
      wants: "cpu: 1", "Insufficient cpu"),
    row(
      "a request beyond the node is never met", offers: "cpu: 2, pods: 9", wants: "cpu: 2001m",
      "never: Insufficient cpu"),
    row(
      "one request that is never met decides for all",
      offers: "cpu: 2, memory: 2, pods: 9", used: "cpu: 2", wants: "cpu: 1, memory: 3",
      "never: Insufficient cpu, Insufficient memory"),
    row(
      "every shortage is named, pods first",
      offers: "cpu: 2, memory: 2, ephemeral-storage: 2, pods: 1",
      used: "cpu: 1, memory: 1, ephemeral-storage: 1",
      wants: "cpu: 2, memory: 2, ephemeral-storage: 2",
      "Too many pods, Insufficient cpu, Insufficient memory, Insufficient ephemeral-storage"),
    row("a node without room for pods", offers: "cpu: 2, pods: 0", wants: "", "Too many pods"),
    row("a pod too many", offers: "cpu: 2, pods: 1", used: "", wants: "", "Too many pods"),
    row(
      "who requests nothing fits on an overcommitted node", offers: "cpu: 1, pods: 9",
      used: "cpu: 2", wants: "", ""),
    row(
      "an explicit zero requests nothing", offers: "cpu: 1, pods: 9", used: "cpu: 2",
      wants: "cpu: 0", ""),
    row(
      "other resources do not matter to who does not request them",
      offers: "cpu: 2, memory: 1, pods: 9", used: "memory: 2", wants: "cpu: 1", ""),
    row(
      "parts of a millicore count as one", offers: "cpu: 1m, pods: 9", used: "cpu: 0.1m",
      wants: "cpu: 0.1m", "Insufficient cpu"),
    row(
      "parts of a byte count as one", offers: "memory: 2, pods: 9", wants: "memory: 1500m", ""),
    row(
      "an extended resource that is left", offers: "x.io/gpu: 2, pods: 9", used: "x.io/gpu: 1",
      wants: "x.io/gpu: 1", ""),
    row(
      "an extended resource that is gone", offers: "x.io/gpu: 2, pods: 9", used: "x.io/gpu: 1",
      wants: "x.io/gpu: 2", "Insufficient x.io/gpu"),
    row(
      "an extended resource that the node lacks", offers: "cpu: 2, pods: 9",
      wants: "x.io/gpu: 1", "never: Insufficient x.io/gpu"),
    row(
      "none of an extended resource", offers: "cpu: 2, pods: 9", wants: "x.io/gpu: 0", ""),
    row(
      "huge pages that the node lacks", offers: "cpu: 2, pods: 9", wants: "hugepages-2Mi: 2Mi",
      "never: Insufficient hugepages-2Mi"),
  ])
  func filter(row: FilterRow) throws { try row.check("NodeResourcesFit") }

  @Test(arguments: [
    row(
      "an ignored resource", offers: "cpu: 2, pods: 9", wants: "x.io/gpu: 1", ""),
    row("a resource of an ignored group", offers: "cpu: 2, pods: 9", wants: "y.io/nic: 1", ""),
    row(
      "a resource of another group", offers: "cpu: 2, pods: 9", wants: "x.io/nic: 1",
      "never: Insufficient x.io/nic"),
  ])
  func filterByTheProfile(row: FilterRow) throws {
    try row.check(
      "NodeResourcesFit", arguments: "ignoredResources: [x.io/gpu], ignoredResourceGroups: [y.io]")
  }

  @Test func podsThatAreBeingDeletedStillCount() throws {
    let row = FilterRow(
      "a terminating pod",
      "Node a status: {allocatable: {cpu: 1, pods: 9}}\nPod p@a metadata: "
        + "{deletionTimestamp: '2020-01-01T00:00:00Z'}, \(Self.requests("cpu: 1"))",
      Self.requests("cpu: 1"), ["a": "Insufficient cpu"])
    try row.check("NodeResourcesFit")
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func aSecondPodFindsNoDongles() throws {
    let example = try #require(try ReferenceTable.example("dongle"))
    let offers = try ReferenceTable.text(example.input["node"])
    let counts = try #require(example.input["pods"] as? [Int])
    var builder = try SchedulingBuilder(
      "Node a status: {allocatable: {pods: 9, \(offers.dropFirst())}")
    #expect(try builder.place(Self.requests("example.com/dongle: \(counts[0])")) == "a")
    let message = try builder.place(Self.requests("example.com/dongle: \(counts[1])"))
    #expect(message.hasPrefix("0/1 nodes are available: 1 Insufficient example.com/dongle."))
  }

  @Test(.enabled(if: SharedFolder.has("cases/worked-examples.json")))
  func fourNodesHoldThirteenPodsEach() throws {
    let example = try #require(try ReferenceTable.example("cluster-capacity-52"))
    let total = try #require(example.expected["total"] as? Int)
    let perNode = try #require(example.expected["per_node"] as? [Int])
    var builder = try SchedulingBuilder(
      (0..<perNode.count).map {
        "Node n\($0) status: {allocatable: {cpu: 2, memory: 4G, pods: 99}}"
      }
      .joined(separator: "\n"))
    var counts: [String: Int] = [:]
    for _ in 0..<total {
      counts[try builder.place(Self.requests("cpu: 150m, memory: 100Mi")), default: 0] += 1
    }
    #expect(counts == ["n0": 13, "n1": 13, "n2": 13, "n3": 13])
    let message = try builder.place(Self.requests("cpu: 150m, memory: 100Mi"))
    #expect(message.hasPrefix("0/4 nodes are available: 4 Insufficient cpu."))
  }

  @Test("Quantities beyond 64 bits neither fit nor trap")
  func hugeQuantities() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 9223372036854775807, memory: 16E")
    for _ in 0..<3 {
      cluster.place(try cluster.pod(requests: "cpu: 9223372036854775, memory: 8E"), on: "a")
    }
    let pod = try cluster.pod(requests: "cpu: 9223372036854775807, memory: 16E")
    _ = cluster.filter(pod, NodeResourcesFit())
    _ = cluster.score(pod, NodeResourcesFit())
    _ = cluster.score(pod, NodeResourcesBalancedAllocation())
  }
}
