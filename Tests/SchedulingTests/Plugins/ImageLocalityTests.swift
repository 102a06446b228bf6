import Scheduling
import Testing

@Suite struct ImageLocalityTests {
  private static let mebibyte: Int64 = 1 << 20

  @Test("An image counts by its size and the share of nodes that hold it")
  func sizeAndShare() throws {
    var cluster = try SmallCluster(nodes: "a")
    try cluster.addNode("b", images: ["app:latest": 600 * Self.mebibyte])
    try cluster.addNode("c", images: ["app:latest": 999 * Self.mebibyte, "other:1": 5])
    try cluster.addNode("d", images: ["app:1": 900 * Self.mebibyte])
    let pod = try cluster.pod()
    // The size is that of the first node: 600 Mi x 2/4 = 300 Mi; (300 - 23) / (1000 - 23) = 28 %.
    #expect(cluster.score(pod, ImageLocality()) == "a=0 b=28 c=28 d=0")
  }

  @Test("Small images do not count, large ones count no more than 1000 MiB a container")
  func bounds() throws {
    var cluster = try SmallCluster()
    try cluster.addNode("a", images: ["app:latest": 22 * Self.mebibyte])
    let pod = try cluster.pod()
    #expect(cluster.score(pod, ImageLocality()) == "a=0")
    var large = try SmallCluster()
    try large.addNode("a", images: ["app:latest": 5000 * Self.mebibyte])
    let second = try large.pod()
    #expect(large.score(second, ImageLocality()) == "a=100")
  }

  @Test("An image whose last node has gone is forgotten")
  func forgotten() throws {
    var cluster = try SmallCluster(nodes: "a")
    let b = try cluster.addNode("b", images: ["app:latest": 900 * Self.mebibyte])
    cluster.scheduler.cache.removeNode(b)
    try cluster.addNode("c", images: ["app:latest": 100 * Self.mebibyte])
    let pod = try cluster.pod()
    // 100 Mi x 1/2 = 50 Mi; (50 - 23) / 977 = 2 %.
    #expect(cluster.score(pod, ImageLocality()) == "a=0 c=2")
  }
}
