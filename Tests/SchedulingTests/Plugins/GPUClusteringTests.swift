import Scheduling
import Testing

@Suite struct GPUClusteringTests {
  @Test("Pods that ask for no GPU are left alone")
  func skipped() throws {
    var cluster = try SmallCluster(nodes: "a")
    #expect(cluster.score(try cluster.pod(), GPUClustering()) == "skipped")
  }

  @Test("Company of one kind is best, then mixed company, then none, then others alone")
  func company() throws {
    var cluster = try SmallCluster()
    for name in ["alike", "mixed", "none", "other", "plain"] {
      try cluster.addNode(name, allocatable: "cpu: 10, memory: 10Gi, nvidia.com/gpu: 8")
    }
    cluster.place(try GPUShareTests.share(500, in: &cluster), on: "alike")
    cluster.place(try GPUShareTests.share(100, in: &cluster), on: "mixed")
    cluster.place(try GPUShareTests.whole(1, in: &cluster), on: "mixed")
    cluster.place(try GPUShareTests.whole(2, in: &cluster), on: "other")
    // A pod without GPUs is no company.
    cluster.place(try cluster.pod(requests: "cpu: 1"), on: "plain")
    // Of eight GPUs 500, 1100, 0, 2000 and 0 are taken: 1, 3, 0, 6 and 0 points.
    #expect(
      cluster.score(try GPUShareTests.share(300, in: &cluster), GPUClustering())
        == "alike=76 mixed=53 none=25 other=6 plain=25")
    #expect(
      cluster.score(try GPUShareTests.whole(2, in: &cluster), GPUClustering())
        == "alike=1 mixed=3 none=25 other=81 plain=25")
  }
}
