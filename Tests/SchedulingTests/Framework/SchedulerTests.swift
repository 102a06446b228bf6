import ClusterState
import Scheduling
import SimulationEngine
import Testing

@Suite struct SchedulerTests {
  private func ranking() -> Profile {
    var profile = Profile()
    profile.add(Profile.Filter(NodeResourcesFit()))
    profile.add(Profile.Scorer(NodeResourcesFit()))
    return profile
  }

  @Test(
    "The search ends after a share of the nodes that shrinks with their number",
    arguments: [
      (1, 0, 1), (99, 0, 99), (100, 0, 100), (400, 0, 188), (1000, 0, 420), (5000, 0, 500),
      (5625, 0, 281), (100_000, 0, 5000), (1000, 10, 100), (1000, 30, 300), (1000, 100, 1000),
    ])
  func nodesToFind(nodes: Int, percentage: Int, expected: Int) {
    var profile = Profile()
    profile.percentageOfNodesToScore = percentage
    #expect(profile.nodesToFind(among: nodes) == expected)
  }

  @Test("A search goes on where the one before ended, in turn through the zones")
  func rotation() throws {
    var cluster = try SmallCluster()
    for index in 0..<200 {
      let zone = index < 100 ? "x" : "y"
      try cluster.addNode("n\(index)", labels: "topology.kubernetes.io/zone: \(zone)")
    }
    let order = cluster.scheduler.cache.nodeOrder()
    #expect(order.prefix(4).map { cluster.name($0) } == ["n0", "n100", "n1", "n101"])
    var profile = ranking()
    profile.percentageOfNodesToScore = 50
    for start in [0, 100, 0] {
      #expect(cluster.scheduler.nextStart == start)
      let pod = try cluster.pod(requests: "cpu: 1")
      let (decision, record) = cluster.decide(pod, profile)
      #expect(decision.feasibleCount == 100)
      let expected = order[start..<(start + 100)].sorted()
      #expect(record.feasible == ContiguousArray(expected))
    }
  }

  @Test("Zones take turns in order of appearance; one that empties comes back at the end")
  func zones() throws {
    var cluster = try SmallCluster()
    let zones = ["x", "x", "y", "", "z"]
    for (index, zone) in zones.enumerated() {
      let labels = zone.isEmpty ? "" : "topology.kubernetes.io/zone: \(zone)"
      try cluster.addNode("n\(index)", labels: labels)
    }
    func names() -> String {
      cluster.scheduler.cache.nodeOrder().map { cluster.name($0) }.joined(separator: " ")
    }
    #expect(names() == "n0 n2 n3 n4 n1")
    let y = try #require(cluster.node("n2"))
    cluster.scheduler.cache.removeNode(y)
    try cluster.addNode("n5", labels: "topology.kubernetes.io/zone: y")
    #expect(names() == "n0 n3 n4 n5 n1")
  }

  @Test("Ties are broken as asked")
  func ties() throws {
    var cluster = try SmallCluster(nodes: "c", "a", "b")
    let pod = try cluster.pod(requests: "cpu: 1")
    func chosen(_ count: Int) -> [String] {
      (0..<count).map { _ in cluster.name(cluster.decide(pod, ranking()).decision.node) }
    }
    #expect(chosen(2) == ["c", "c"])
    cluster.scheduler.tieBreak = .smallestName
    #expect(chosen(2) == ["a", "a"])
    cluster.scheduler.tieBreak = .roundRobin(placements: 0)
    #expect(chosen(4) == ["c", "b", "a", "c"])
    cluster.scheduler.tieBreak = .drawn(RandomStream(seed: 1, name: "scheduler/ties"))
    #expect(Set(chosen(50)) == ["a", "b", "c"])
  }

  @Test("Without nodes there is nothing to say but that")
  func noNodes() throws {
    var cluster = try SmallCluster()
    let pod = try cluster.pod()
    #expect(
      cluster.decide(pod, ranking()).decision.message == "no nodes available to schedule pods")
  }

  @Test("Reasons are counted and sorted as strings")
  func message() throws {
    var cluster = try SmallCluster()
    for index in 0..<10 { try cluster.addNode("s\(index)", allocatable: "cpu: 1, memory: 1Gi") }
    for index in 0..<2 { try cluster.addNode("t\(index)", allocatable: "cpu: 9, memory: 1Gi") }
    let pod = try cluster.pod(requests: "cpu: 2, memory: 2Gi")
    #expect(
      cluster.decide(pod, ranking()).decision.message
        == "0/12 nodes are available: 10 Insufficient cpu, 12 Insufficient memory.")
  }

  @Test("Recording changes no decision")
  func recording() throws {
    var cluster = try SmallCluster()
    var random = RandomStream(seed: 7, name: "nodes")
    for index in 0..<40 {
      let cpu = random.index(below: 8) + 1
      try cluster.addNode("n\(index)", allocatable: "cpu: \(cpu), memory: 8Gi")
    }
    cluster.scheduler.tieBreak = .drawn(RandomStream(seed: 1, name: "scheduler/ties"))
    cluster.scheduler.profiles = [ranking()]
    var silent = cluster.scheduler
    for _ in 0..<60 {
      let pod = try cluster.pod(requests: "cpu: \(random.index(below: 3000))m")
      silent.cache.learnTemplates(of: &cluster.state)
      var record = DecisionRecord()
      let told = cluster.scheduler.schedule(
        pod, cluster.state, level: .everything, &record)
      let untold = silent.schedule(pod, cluster.state)
      #expect(told.node == untold.node)
      guard told.node.isPresent else { continue }
      let placed = PlacedPod(pod.pod, template: pod.template)
      cluster.scheduler.cache.addPod(placed, on: told.node)
      silent.cache.addPod(placed, on: told.node)
    }
  }
}
