import ClusterState
import Scheduling
import Testing

@Suite struct NodeResourcesBalancedAllocationTests {
  @Test("Two resources: half the difference of the fractions is lost")
  func twoResources() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 4, memory: 4000")
    try cluster.addNode("b", allocatable: "cpu: 4, memory: 1000")
    let pod = try cluster.pod(requests: "cpu: 1, memory: 1000")
    #expect(cluster.score(pod, NodeResourcesBalancedAllocation()) == "a=100 b=62")
  }

  @Test("True requests count: what a container does not state is nothing")
  func trueRequests() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1Gi")
    let pod = try cluster.pod(requests: "cpu: 500m")
    #expect(cluster.score(pod, NodeResourcesBalancedAllocation()) == "a=75")
    let nothing = try cluster.pod()
    #expect(cluster.score(nothing, NodeResourcesBalancedAllocation()) == "skipped")
  }

  @Test("Three resources: the population's standard deviation")
  func threeResources() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 1, memory: 1000, example.com/gpu: 4")
    let gpu = cluster.state.resources.intern("example.com/gpu")
    let plugin = NodeResourcesBalancedAllocation(
      resources: WeightedResource.cpuAndMemory + [WeightedResource(gpu)])
    // Fractions 0.5, 0.5 and 0.25: mean 0.41666…, deviation 0.11785…
    let pod = try cluster.pod(requests: "cpu: 500m, memory: 500, example.com/gpu: 1")
    #expect(cluster.score(pod, plugin) == "a=88")
  }
}
