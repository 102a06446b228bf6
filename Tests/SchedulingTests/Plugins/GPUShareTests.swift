import ClusterState
import Scheduling
import Testing

@Suite struct GPUShareTests {
  static let gpus = "cpu: 10, memory: 10Gi, nvidia.com/gpu: 2"

  /// A pod that wants `milli` thousandths of one GPU.
  static func share(_ milli: Int, in cluster: inout SmallCluster) throws -> PendingPod {
    try cluster.pod(annotations: "alibabacloud.com/gpu-milli: \"\(milli)\"")
  }

  /// A pod that wants `count` whole GPUs as it would of any device plugin.
  static func whole(_ count: Int, in cluster: inout SmallCluster) throws -> PendingPod {
    try cluster.pod(requests: "nvidia.com/gpu: \(count)")
  }

  @Test("Pods that ask for no GPU, or for whole ones by their requests, are left alone")
  func skipped() throws {
    var cluster = try SmallCluster(nodes: "plain")
    #expect(cluster.filter(try cluster.pod(), GPUShare()) == ["skipped"])
    #expect(cluster.filter(try Self.whole(1, in: &cluster), GPUShare()) == ["skipped"])
  }

  @Test("A share fits on a node where one device has enough left")
  func shares() throws {
    var cluster = try SmallCluster(nodes: "plain")
    try cluster.addNode("a", allocatable: Self.gpus)
    try cluster.addNode("b", allocatable: Self.gpus)
    for milli in [700, 700] { cluster.place(try Self.share(milli, in: &cluster), on: "b") }
    #expect(
      cluster.filter(try Self.share(300, in: &cluster), GPUShare()) == [
        "plain!: Insufficient alibabacloud.com/gpu-milli"
      ])
    #expect(
      cluster.filter(try Self.share(301, in: &cluster), GPUShare()) == [
        "plain!: Insufficient alibabacloud.com/gpu-milli",
        "b: Insufficient alibabacloud.com/gpu-milli on a single GPU",
      ])
    #expect(
      cluster.filter(try Self.share(601, in: &cluster), GPUShare()) == [
        "plain!: Insufficient alibabacloud.com/gpu-milli",
        "b: Insufficient alibabacloud.com/gpu-milli",
      ])
  }

  @Test("Whole GPUs asked for by annotation need as many idle devices")
  func wholeByAnnotation() throws {
    var cluster = try SmallCluster(nodes: "plain")
    try cluster.addNode("a", allocatable: Self.gpus)
    try cluster.addNode("b", allocatable: Self.gpus)
    cluster.place(try Self.share(1, in: &cluster), on: "b")
    let two = try cluster.pod(annotations: "alibabacloud.com/gpu-count: \"2\"")
    #expect(
      cluster.filter(two, GPUShare()) == [
        "plain!: Insufficient nvidia.com/gpu", "b: Insufficient nvidia.com/gpu",
      ])
    cluster.place(two, on: "a")
    #expect(
      cluster.filter(try Self.whole(1, in: &cluster), NodeResourcesFit()) == [
        "plain!: Insufficient nvidia.com/gpu", "a: Insufficient nvidia.com/gpu",
      ])
  }

  @Test("A device that carries a share is not to be had whole, and a whole one carries no share")
  func wholeBesideShares() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: Self.gpus)
    let small = cluster.place(try Self.share(10, in: &cluster), on: "a")
    #expect(
      cluster.filter(try Self.whole(2, in: &cluster), NodeResourcesFit()) == [
        "a: Insufficient nvidia.com/gpu"
      ])
    let one = cluster.place(try Self.whole(1, in: &cluster), on: "a")
    #expect(
      cluster.filter(try Self.whole(1, in: &cluster), NodeResourcesFit()) == [
        "a: Insufficient nvidia.com/gpu"
      ])
    #expect(cluster.filter(try Self.share(990, in: &cluster), GPUShare()) == [])
    #expect(
      cluster.filter(try Self.share(991, in: &cluster), GPUShare()) == [
        "a: Insufficient alibabacloud.com/gpu-milli"
      ])
    // A second share of the same device takes nothing more from those who want whole ones.
    let a = try #require(cluster.node("a"))
    let twin = cluster.place(try Self.share(20, in: &cluster), on: "a")
    #expect(cluster.scheduler.cache.devices(of: twin.pod, on: a) == DeviceSet([0]))
    #expect(cluster.scheduler.cache.devices(of: one.pod, on: a) == DeviceSet([1]))
    cluster.scheduler.cache.removePod(small.pod, from: a)
    cluster.scheduler.cache.removePod(one.pod, from: a)
    #expect(cluster.filter(try Self.whole(1, in: &cluster), NodeResourcesFit()) == [])
    cluster.scheduler.cache.removePod(twin.pod, from: a)
    #expect(cluster.filter(try Self.whole(2, in: &cluster), NodeResourcesFit()) == [])
  }

  @Test("The models that will do are a matter of node affinity")
  func models() throws {
    var cluster = try SmallCluster()
    for model in ["T4", "V100M32", "A10"] {
      try cluster.addNode(
        model.lowercased(), labels: "nvidia.com/gpu.product: \(model)", allocatable: Self.gpus)
    }
    let pod = try cluster.pod(
      spec: "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
        + "{nodeSelectorTerms: [{matchExpressions: [{key: nvidia.com/gpu.product, operator: In, "
        + "values: [A10, T4]}]}]}}}", annotations: "alibabacloud.com/gpu-milli: \"500\"")
    #expect(cluster.filter(pod, GPUShare()) == [])
    #expect(
      cluster.filter(pod, NodeAffinity()) == [
        "v100m32!: node(s) didn't match Pod's node affinity/selector"
      ])
  }

  @Test("Evicting the pods that hold a device frees it, and no more of them go than must")
  func preemption() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: Self.gpus)
    func share(_ milli: Int, priority: Int, started: Int64) throws -> PlacedPod {
      let pod = try cluster.pod(
        spec: "priority: \(priority)", annotations: "alibabacloud.com/gpu-milli: \"\(milli)\"")
      return cluster.place(pod, on: "a", started: started)
    }
    // Device 0 carries 500 + 400, device 1 carries 600 + 300.
    let first = try share(500, priority: 1, started: 1)
    let second = try share(600, priority: 1, started: 2)
    _ = try share(300, priority: 20, started: 3)
    let fourth = try share(400, priority: 2, started: 4)
    let a = try #require(cluster.node("a"))
    let before = cluster.scheduler.cache.devices
    func taken(_ devices: DeviceColumns) -> [Int64] { [0, 1].map { devices.taken($0, row: 0) } }
    #expect(taken(before) == [900, 900])
    var profile = Profile()
    profile.add(Profile.Filter(NodeResourcesFit()))
    profile.add(Profile.Filter(GPUShare()))
    profile.add(Profile.Scorer(ImageLocality()))
    profile.postFilters = [.defaultPreemption(DefaultPreemption())]
    // 650 thousandths lie on device 1 if its pod of low priority goes; the other 300 stay.
    let wanted = try cluster.pod(
      spec: "priority: 10", annotations: "alibabacloud.com/gpu-milli: \"650\"")
    let decision = cluster.decide(wanted, profile).decision
    #expect(decision.nominatedNode == a)
    #expect(decision.victims.map(\.pod) == [second.pod])
    // A whole device is had where every pod of it can go.
    let whole = try cluster.pod(requests: "nvidia.com/gpu: 1", spec: "priority: 10")
    let other = cluster.decide(whole, profile).decision
    #expect(other.victims.map(\.pod) == [fourth.pod, first.pod])
    // Nothing is moved by deciding.
    #expect(taken(cluster.scheduler.cache.devices) == [900, 900])
    #expect(cluster.scheduler.cache.devices(of: first.pod, on: a) == DeviceSet([0]))
    #expect(cluster.scheduler.cache.devices(of: second.pod, on: a) == DeviceSet([1]))
  }
}
