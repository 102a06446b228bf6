import Scheduling
import Testing

@Suite struct TaintTolerationTests {
  @Test("The first taint in order that is not tolerated is named")
  func firstTaint() throws {
    var cluster = try SmallCluster(nodes: "a")
    try cluster.addNode(
      "b",
      spec: "taints: [{key: soft, effect: PreferNoSchedule}, {key: gpu, value: big, "
        + "effect: NoSchedule}, {key: gone, effect: NoExecute}]")
    let plain = try cluster.pod()
    #expect(
      cluster.filter(plain, TaintToleration())
        == ["b!: node(s) had untolerated taint {gpu: big}"])
    let half = try cluster.pod(spec: "tolerations: [{key: gpu, value: big}]")
    #expect(
      cluster.filter(half, TaintToleration()) == ["b!: node(s) had untolerated taint {gone: }"])
    let all = try cluster.pod(
      spec: "tolerations: [{key: gpu, operator: Exists}, {key: gone, operator: Exists, "
        + "effect: NoExecute, tolerationSeconds: 5}]")
    #expect(cluster.filter(all, TaintToleration()) == [])
  }

  @Test("Soft taints that are not tolerated count, and fewer are better")
  func softTaints() throws {
    var cluster = try SmallCluster(nodes: "a")
    try cluster.addNode("b", spec: "taints: [{key: x, effect: PreferNoSchedule}]")
    try cluster.addNode(
      "c",
      spec: "taints: [{key: x, effect: PreferNoSchedule}, {key: y, effect: PreferNoSchedule}, "
        + "{key: z, effect: PreferNoSchedule}]")
    let pod = try cluster.pod()
    #expect(cluster.score(pod, TaintToleration()) == "a=0 b=1 c=3 -> a=100 b=67 c=0")
    // A toleration of another effect does not help against soft taints.
    let other = try cluster.pod(
      spec: "tolerations: [{key: x, operator: Exists, effect: NoSchedule}, "
        + "{key: y, operator: Exists}]")
    #expect(cluster.score(other, TaintToleration()) == "a=0 b=1 c=2 -> a=100 b=50 c=0")
  }

  @Test("Without soft taints every node gets all")
  func noTaints() throws {
    var cluster = try SmallCluster(nodes: "a", "b")
    let pod = try cluster.pod()
    #expect(cluster.score(pod, TaintToleration()) == "a=0 b=0 -> a=100 b=100")
  }
}
