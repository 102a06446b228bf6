import Testing

@Suite struct NodeAffinityPriorityTests {
  static func small(_ weights: [Int]) -> SmallCase {
    let terms = zip(["ssd", "hdd", "nvme"], weights).map { disk, weight in
      """
      {"weight":\(weight),"preference":{"matchExpressions":[{"key":"disk","operator":"In",\
      "values":["\(disk)"]}]}}
      """
    }
    let list = terms.joined(separator: ",")
    var small = SmallCase(.v1_2, priorities: ["NodeAffinityPriority"])
    small.nodes = ["ssd", "hdd", "nvme", "none"].map {
      SmallCase.node($0, labels: #""disk":"\#($0)""#)
    }
    small.pod = SmallCase.pod(
      spec: #"""
        "affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[\#(list)]}}
        """#)
    return small
  }

  @Test("The best node gets the maximum, others in proportion, truncated")
  func proportion() throws {
    #expect(
      try Self.small([60, 29, 1]).scores("NodeAffinityPriority") == "hdd=4 none=0 nvme=0 ssd=10")
    var small = Self.small([60, 29, 1])
    small.era = .v1_20
    #expect(try small.scores("NodeAffinity") == "hdd=48 none=0 nvme=1 ssd=100")
  }

  @Test("Without a match every node scores nothing")
  func noMatch() throws {
    #expect(try Self.small([]).scores("NodeAffinityPriority") == "hdd=0 none=0 nvme=0 ssd=0")
  }
}
