import Testing

@Suite struct ImageLocalityPriorityTests {
  @Test(
    "Sizes of images that the node has make the score of Kubernetes 1.2",
    arguments: [(22, 0), (23, 1), (120, 1), (121, 2), (999, 10), (1000, 10), (5000, 10)])
  func buckets(mebibytes: Int, score: Int) throws {
    var small = SmallCase(.v1_2, priorities: ["ImageLocalityPriority"])
    small.nodes = [
      SmallCase.node(
        "a", status: #""images":[{"names":["x","app:1"],"sizeBytes":\#(mebibytes << 20)}]"#),
      SmallCase.node(
        "b", status: #""images":[{"names":["app:latest"],"sizeBytes":\#(mebibytes << 20)}]"#),
    ]
    #expect(try small.scores("ImageLocalityPriority") == "a=\(score) b=0")
  }
}
