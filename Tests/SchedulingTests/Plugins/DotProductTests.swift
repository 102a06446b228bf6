import Scheduling
import Testing

@Suite struct DotProductTests {
  @Test("The smaller the product of what is free and what is wanted, the better")
  func products() throws {
    var cluster = try SmallCluster()
    let large = "cpu: 96, memory: 10Gi, nvidia.com/gpu: 8"
    try cluster.addNode("a", allocatable: large)
    try cluster.addNode("b", allocatable: large)
    cluster.place(try GPUShareTests.whole(4, in: &cluster), on: "b")
    // (0.75 × 0.5 + 1 × 0.5) / 2 = 0.4375; (0.75 × 0.5 + 0.5 × 0.5) / 2 = 0.3125.
    let pod = try cluster.pod(requests: "cpu: 64, nvidia.com/gpu: 4")
    #expect(cluster.score(pod, DotProduct()) == "a=56 b=68")
    // A pod that asks for nothing has no preference.
    #expect(cluster.score(try cluster.pod(), DotProduct()) == "a=100 b=100")
  }
}
