import Scheduling
import Testing

@Suite struct GPUPackingATC23Tests {
  @Test("Pods that ask for no GPU are left alone")
  func skipped() throws {
    var cluster = try SmallCluster(nodes: "a")
    #expect(cluster.score(try cluster.pod(), GPUPackingATC23()) == "skipped")
  }

  @Test("Devices in use come first, then idle devices of used nodes, then idle nodes")
  func order() throws {
    var cluster = try SmallCluster()
    for (name, count) in [("eight", 8), ("two", 2), ("used", 4)] {
      try cluster.addNode(name, allocatable: "cpu: 10, memory: 10Gi, nvidia.com/gpu: \(count)")
    }
    cluster.place(try GPUShareTests.share(600, in: &cluster), on: "used")
    // 400 are left of a device: 100 − 40 / 10.
    #expect(
      cluster.score(try GPUShareTests.share(400, in: &cluster), GPUPackingATC23())
        == "eight=25 two=31 used=96")
    // The device in use is too full: one idle device is opened.
    #expect(
      cluster.score(try GPUShareTests.share(401, in: &cluster), GPUPackingATC23())
        == "eight=25 two=31 used=49")
    #expect(
      cluster.score(try GPUShareTests.whole(2, in: &cluster), GPUPackingATC23())
        == "eight=25 two=31 used=48")
  }
}
