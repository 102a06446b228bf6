import Testing

@Suite struct ArrivalImageLocalityTests {
  @Test("A node knows an image as common as it was when the node came, with the first size")
  func arrival() throws {
    var small = SmallCase(.v1_20, priorities: ["ImageLocalityPriority"])
    small.nodes = ["a", "b", "c", "d"].enumerated().map { index, name in
      SmallCase.node(
        name,
        status: name == "d"
          ? "" : #""images":[{"names":["app:1"],"sizeBytes":\#((2000 >> index) << 20)}]"#)
    }
    // 2000 MiB times 1/4, 2/4, 3/4: (500-23)/977, (1000-23)/977, cut at 1000.
    #expect(try small.scores("ImageLocality") == "a=48 b=100 c=100 d=0")
  }
}
