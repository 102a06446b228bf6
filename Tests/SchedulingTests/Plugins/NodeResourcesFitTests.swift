import ClusterState
import Scheduling
import Testing

@Suite struct NodeResourcesFitTests {
  private func cluster() throws -> SmallCluster {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 4, memory: 8Gi, example.com/gpu: 2", pods: 3)
    let placed = try cluster.pod(requests: "cpu: 1500m, memory: 2Gi, example.com/gpu: 1")
    cluster.place(placed, on: "a")
    return cluster
  }

  @Test(
    "Every resource that is short is named; what exceeds the node itself no eviction cures",
    arguments: [
      ("", []), ("cpu: 2500m", []), ("cpu: 2501m", ["a: Insufficient cpu"]),
      ("cpu: 4", ["a: Insufficient cpu"]), ("cpu: 4001m", ["a!: Insufficient cpu"]),
      ("cpu: 3, memory: 7Gi", ["a: Insufficient cpu, Insufficient memory"]),
      ("cpu: 3, memory: 9Gi", ["a!: Insufficient cpu, Insufficient memory"]),
      ("ephemeral-storage: 1Gi", ["a!: Insufficient ephemeral-storage"]),
      ("example.com/gpu: 1", []), ("example.com/gpu: 2", ["a: Insufficient example.com/gpu"]),
      ("example.com/none: 1", ["a!: Insufficient example.com/none"]),
      ("example.com/none: 0", []), ("0.1m", []),
    ])
  func shortages(requests: String, expected: [String]) throws {
    var cluster = try cluster()
    let pod = try cluster.pod(requests: requests.contains(":") ? requests : "cpu: 0.1m")
    #expect(cluster.filter(pod, NodeResourcesFit()) == expected)
  }

  @Test("The number of pods is a resource too")
  func podCount() throws {
    var cluster = try cluster()
    for _ in 0..<2 { cluster.place(try cluster.pod(), on: "a") }
    let pod = try cluster.pod()
    #expect(cluster.filter(pod, NodeResourcesFit()) == ["a: Too many pods"])
    let large = try cluster.pod(requests: "cpu: 5")
    #expect(cluster.filter(large, NodeResourcesFit()) == ["a!: Too many pods, Insufficient cpu"])
  }

  @Test("A pod that requests nothing fits on a node that has given out more than it has")
  func overcommitted() throws {
    var cluster = try cluster()
    cluster.place(try cluster.pod(requests: "cpu: 9"), on: "a")
    let nothing = try cluster.pod()
    #expect(cluster.filter(nothing, NodeResourcesFit()) == [])
    let memory = try cluster.pod(requests: "memory: 1Gi, cpu: 0")
    #expect(cluster.filter(memory, NodeResourcesFit()) == [])
  }

  @Test("Ignored resources and groups of them are not looked at")
  func ignored() throws {
    var cluster = try cluster()
    var settings = NodeResourcesFit.Settings()
    settings.ignoredResources = [cluster.state.resources.intern("example.com/none")]
    settings.ignoredResourceGroups = ["other.org"]
    let pod = try cluster.pod(requests: "example.com/none: 1, other.org/x: 1")
    #expect(cluster.filter(pod, NodeResourcesFit(settings)) == [])
    let third = try cluster.pod(requests: "example.com/none: 1, third.org/x: 1")
    #expect(
      cluster.filter(third, NodeResourcesFit(settings)) == ["a!: Insufficient third.org/x"])
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

  @Test("LeastAllocated prefers the emptier node; unstated requests count 100m and 200 MiB")
  func leastAllocated() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1000Mi")
    try cluster.addNode("b", allocatable: "cpu: 2, memory: 2000Mi")
    let pod = try cluster.pod()
    #expect(cluster.score(pod, NodeResourcesFit()) == "a=85 b=92")
    cluster.place(try cluster.pod(), on: "b")
    let zero = try cluster.pod(requests: "cpu: 0, memory: 0")
    #expect(cluster.score(zero, NodeResourcesFit()) == "a=100 b=92")
  }

  @Test("MostAllocated prefers the fuller node, and more than all is all")
  func mostAllocated() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1000Mi")
    try cluster.addNode("b", allocatable: "cpu: 4, memory: 4000Mi")
    var settings = NodeResourcesFit.Settings()
    settings.strategy = .mostAllocated
    let pod = try cluster.pod(requests: "cpu: 2, memory: 1000Mi")
    #expect(cluster.score(pod, NodeResourcesFit(settings)) == "a=100 b=37")
  }

  @Test("Weights count, and extended resources only for pods that request them")
  func weights() throws {
    var cluster = try cluster()
    var settings = NodeResourcesFit.Settings()
    let gpu = cluster.state.resources.intern("example.com/gpu")
    settings.resources = [
      WeightedResource(.cpu, weight: 1), WeightedResource(gpu, weight: 3),
    ]
    let plain = try cluster.pod(requests: "cpu: 500m")
    #expect(cluster.score(plain, NodeResourcesFit(settings)) == "a=50")
    let device = try cluster.pod(requests: "cpu: 500m, example.com/gpu: 1")
    #expect(cluster.score(device, NodeResourcesFit(settings)) == "a=12")
  }

  @Test(
    "RequestedToCapacityRatio follows a broken line, truncated toward zero",
    arguments: [(0, 0), (25, 25), (50, 50), (75, 75), (100, 100)])
  func brokenLine(percent: Int, expected: Int) throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1Gi")
    var settings = NodeResourcesFit.Settings()
    settings.resources = [WeightedResource(.cpu)]
    settings.strategy = .requestedToCapacityRatio([
      .init(utilization: 0, score: 0), .init(utilization: 100, score: 100),
    ])
    let pod = try cluster.pod(requests: "cpu: \(percent * 10)m")
    #expect(cluster.score(pod, NodeResourcesFit(settings)) == "a=\(expected)")
  }

  @Test("A falling line truncates toward zero too, and resources that score 0 drop out")
  func fallingLine() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1000")
    var settings = NodeResourcesFit.Settings()
    settings.strategy = .requestedToCapacityRatio([
      .init(utilization: 0, score: 100), .init(utilization: 70, score: 0),
    ])
    // cpu at 33 %: 100 - 3300/70 = 100 - 47 = 53; memory at 90 % scores 0 and drops out.
    let pod = try cluster.pod(requests: "cpu: 330m, memory: 900")
    #expect(cluster.score(pod, NodeResourcesFit(settings)) == "a=53")
  }
}
