import ClusterState
import Scheduling
import SimulationEngine
import Testing

@Suite struct RandomDevicesTests {
  @Test("Every node is equally good, and every device that suffices is drawn")
  func draws() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 10, memory: 10Gi, nvidia.com/gpu: 4")
    cluster.place(try GPUShareTests.share(700, in: &cluster), on: "a")
    let pod = try GPUShareTests.share(400, in: &cluster)
    #expect(cluster.score(pod, RandomDevices()) == "a=0")
    let node = try #require(cluster.node("a"))
    var draws = RandomStream(seed: 3, name: "devices")
    var drawn: Set<DeviceSet> = []
    for _ in 0..<100 {
      let devices = RandomDevices().devices(
        for: pod, on: node, cluster.state, cluster.scheduler.cache, &draws)
      drawn.insert(try #require(devices))
    }
    #expect(drawn == [DeviceSet([1]), DeviceSet([2]), DeviceSet([3])])
  }

  @Test("Whole GPUs, and pods without any, are left to the rule")
  func whole() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 10, memory: 10Gi, nvidia.com/gpu: 4")
    let node = try #require(cluster.node("a"))
    var draws = RandomStream(seed: 3, name: "devices")
    for pod in [try GPUShareTests.whole(2, in: &cluster), try cluster.pod()] {
      let devices = RandomDevices().devices(
        for: pod, on: node, cluster.state, cluster.scheduler.cache, &draws)
      #expect(devices == nil)
    }
  }
}
