import Scheduling
import Testing

@Suite struct GPUPackingTests {
  @Test("Pods that ask for no GPU are left alone")
  func skipped() throws {
    var cluster = try SmallCluster(nodes: "a")
    #expect(cluster.score(try cluster.pod(), GPUPacking()) == "skipped")
  }

  @Test("The device with the least left, and the node with the fewest idle ones, are best")
  func tightest() throws {
    var cluster = try SmallCluster()
    for (name, count) in [("a", 4), ("b", 4), ("c", 8)] {
      try cluster.addNode(name, allocatable: "cpu: 10, memory: 10Gi, nvidia.com/gpu: \(count)")
    }
    cluster.place(try GPUShareTests.share(600, in: &cluster), on: "b")
    cluster.place(try GPUShareTests.share(750, in: &cluster), on: "c")
    #expect(
      cluster.score(try GPUShareTests.share(250, in: &cluster), GPUPacking()) == "a=25 b=85 c=100")
    #expect(
      cluster.score(try GPUShareTests.share(400, in: &cluster), GPUPacking()) == "a=40 b=100 c=40")
    // Idle devices left: 2 of 4, 1 of 4, 5 of 8.
    #expect(
      cluster.score(try GPUShareTests.whole(2, in: &cluster), GPUPacking()) == "a=50 b=75 c=38")
  }

  @Test("No profile has it unless it says so")
  func offByDefault() throws {
    let names = try SchedulingBuilder().scheduler.profiles[0].scorers.map(\.name)
    #expect(!names.contains(GPUPacking.name))
    let named = try SchedulingBuilder(
      profile: "plugins: {multiPoint: {enabled: [{name: GPUPacking, weight: 5}]}}")
    let scorer = named.scheduler.profiles[0].scorers.last
    #expect(scorer?.name == GPUPacking.name && scorer?.weight == 5)
  }
}
