import Scheduling
import Testing

@Suite struct BestFitTests {
  @Test("Where less of processor time and GPUs is left over, the score is better")
  func leftovers() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 10, memory: 10Gi")
    try cluster.addNode("b", allocatable: "cpu: 10, memory: 10Gi, nvidia.com/gpu: 2")
    // Left of 128 cores and 8 GPUs: 8 and 0; 8 and 2.
    let plain = try cluster.pod(requests: "cpu: 2")
    #expect(cluster.score(plain, BestFit()) == "a=96 b=84")
    // 7 and -0.5; 8 and 1.5.
    let share = try cluster.pod(
      requests: "cpu: 2", annotations: "alibabacloud.com/gpu-milli: \"500\"")
    cluster.place(try cluster.pod(requests: "cpu: 1"), on: "a")
    #expect(cluster.score(share, BestFit()) == "a=100 b=87")
  }

  @Test("A machine that is larger than the largest gets no score below zero")
  func largeMachine() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", allocatable: "cpu: 300, memory: 10Gi, nvidia.com/gpu: 16")
    #expect(cluster.score(try cluster.pod(), BestFit()) == "a=0")
  }
}
