import Testing

@Suite struct SelectorSpreadTests {
  static func small() -> SmallCase {
    var small = SmallCase(.v1_20, priorities: ["SelectorSpreadPriority"])
    small.nodes = ["a", "b"].map {
      SmallCase.node($0, labels: #""topology.kubernetes.io/zone":"\#($0)""#)
    }
    small.pods = [
      SmallCase.pod("p", on: "a", labels: #""app":"web","tier":"front""#),
      SmallCase.pod("q", on: "a", labels: #""app":"web""#),
      SmallCase.pod("r", on: "b", labels: #""app":"web""#),
    ]
    small.pod = SmallCase.pod(labels: #""app":"web","tier":"front""#)
    small.objects = [SmallCase.services(["s": "web"])]
    return small
  }

  @Test("Node and zone make the full score where nothing counts: a third and two thirds are one")
  func full() throws {
    var small = Self.small()
    small.objects = []
    #expect(try small.scores("SelectorSpread") == "a=100 b=100")
  }

  @Test("Pods of the service are counted by node and zone")
  func services() throws {
    #expect(try Self.small().scores("SelectorSpread") == "a=0 b=50")
  }

  @Test("A pod counts only if the selector of the owner matches it too")
  func owner() throws {
    var small = Self.small()
    small.objects.append(
      #"""
      "replicasets":[{"metadata":{"name":"r"},"spec":{"selector":{"matchLabels":{"tier":"front"}}}}]
      """#)
    small.pod = SmallCase.pod(
      labels: #""app":"web","tier":"front""#,
      metadata: #"""
        "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"r","uid":"u",
        "controller":true}]
        """#)
    #expect(try small.scores("SelectorSpread") == "a=0 b=100")
  }

  @Test("A pod with spread constraints of its own is left alone")
  func constrained() throws {
    var small = Self.small()
    small.pod = SmallCase.pod(
      labels: #""app":"web""#,
      spec: #"""
        "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"z",
        "whenUnsatisfiable":"ScheduleAnyway"}]
        """#)
    #expect(try small.scores("SelectorSpread") == "a=0 b=0")
  }
}
