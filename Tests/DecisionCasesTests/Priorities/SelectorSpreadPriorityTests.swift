import Testing

@Suite struct SelectorSpreadPriorityTests {
  static let zone = "failure-domain.beta.kubernetes.io/zone"

  static func small(_ name: String = "SelectorSpreadPriority") -> SmallCase {
    var small = SmallCase(.v1_2, priorities: [name])
    small.nodes = ["a", "b", "c"].map { SmallCase.node($0) }
    small.pods = [
      SmallCase.pod("p", on: "a", labels: #""app":"web""#),
      SmallCase.pod("q", on: "a", labels: #""app":"db""#),
      SmallCase.pod("r", on: "b", labels: #""app":"web","tier":"front""#),
      SmallCase.pod("s", on: "b", labels: #""app":"web""#),
      SmallCase.pod(
        "t", on: "c", labels: #""app":"web""#,
        metadata: #""deletionTimestamp":"2024-01-01T00:00:00Z""#),
    ]
    small.pod = SmallCase.pod(labels: #""app":"web","tier":"front""#)
    return small
  }

  @Test("Without any selector all nodes are alike")
  func noSelector() throws {
    #expect(try Self.small().scores("SelectorSpreadPriority") == "a=10 b=10 c=10")
  }

  @Test("Pods of a service are counted, without those that are going")
  func services() throws {
    var small = Self.small()
    small.objects = [SmallCase.services(["s": "web"])]
    #expect(try small.scores("SelectorSpreadPriority") == "a=5 b=0 c=10")
  }

  @Test(
    "A pod counts if any selector matches it; replica sets are none to ServiceSpreadingPriority")
  func anySelector() throws {
    let set = #"""
      "replicasets":[{"metadata":{"name":"r"},"spec":{"selector":{"matchLabels":{"tier":"front"}}}}]
      """#
    for (name, scores) in [
      ("SelectorSpreadPriority", "a=10 b=0 c=10"), ("ServiceSpreadingPriority", "a=10 b=10 c=10"),
    ] {
      var small = Self.small(name)
      small.objects = [set]
      #expect(try small.scores(name) == scores)
    }
  }

  @Test("A zone counts twice as much as the node, in single precision")
  func zones() throws {
    var small = Self.small()
    small.objects = [SmallCase.services(["s": "web"])]
    small.nodes = [
      SmallCase.node("a", labels: #""\#(Self.zone)":"x""#),
      SmallCase.node("b", labels: #""\#(Self.zone)":"y""#),
      SmallCase.node("c", labels: #""\#(Self.zone)":"x""#), SmallCase.node("d"),
    ]
    // Zone x has 1 of at most 2: 5; zone y none left. a: 5/3 + 10/3, c: 10/3 + 10/3.
    #expect(try small.scores("SelectorSpreadPriority") == "a=5 b=0 c=6 d=10")
  }
}
