import ClusterState
import Scheduling
import Testing

@Suite struct FragmentationGradientTests {
  static let typical = TypicalPods([
    (TypicalPodKind(milliCPU: 4000, count: 1, milli: 500), 5),
    (TypicalPodKind(milliCPU: 4000, count: 1, milli: 1000), 3), (TypicalPodKind(milliCPU: 8000), 2),
  ])

  private static func plugin(_ cluster: inout SmallCluster) -> FragmentationGradient {
    FragmentationGradient(FragmentationMeasure(typical, &cluster.state.symbols))
  }

  @Test("A worked example: half a GPU on an idle node raises fragmentation from 400 to 450")
  func example() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 16, memory: 10Gi, nvidia.com/gpu: 2")
    let plugin = Self.plugin(&cluster)
    let pod = try cluster.pod(
      requests: "cpu: 4", annotations: "alibabacloud.com/gpu-milli: \"500\"")
    #expect(cluster.score(pod, plugin) == "a=48")
    // A pod that takes nothing changes nothing: exactly the middle.
    #expect(cluster.score(try cluster.pod(), plugin) == "a=50")
  }

  @Test("A share goes where it fills up a broken device, and to that device")
  func device() throws {
    var cluster = try SmallCluster()
    for name in ["idle", "broken"] {
      try cluster.addNode(name, allocatable: "cpu: 64, memory: 10Gi, nvidia.com/gpu: 2")
    }
    let plugin = Self.plugin(&cluster)
    let filler = cluster.place(try GPUShareTests.whole(1, in: &cluster), on: "broken")
    cluster.place(try GPUShareTests.share(600, in: &cluster), on: "broken")
    let broken = try #require(cluster.node("broken"))
    cluster.scheduler.cache.removePod(filler.pod, from: broken)
    // 400 are left of device 1, of use to no typical pod with GPUs; device 0 is idle.
    let pod = try GPUShareTests.share(400, in: &cluster)
    var profile = Profile()
    profile.add(Profile.Filter(GPUShare()))
    profile.add(Profile.Scorer(plugin))
    let decision = cluster.decide(pod, profile).decision
    #expect(decision.node == broken)
    #expect(decision.devices == DeviceSet([1]))
  }

  @Test("Without typical pods every node is equally good")
  func nothingKnown() throws {
    var cluster = try SmallCluster()
    for name in ["a", "b"] {
      try cluster.addNode(name, allocatable: "cpu: 64, memory: 10Gi, nvidia.com/gpu: 2")
    }
    let plugin = FragmentationGradient(FragmentationMeasure(TypicalPods(), &cluster.state.symbols))
    #expect(cluster.score(try GPUShareTests.share(400, in: &cluster), plugin) == "a=50 b=50")
  }
}
