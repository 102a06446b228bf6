import Testing

@Suite struct MatchInterPodAffinityTests {
  static func affinity(_ kind: String) -> String {
    """
    "affinity":{"\(kind)":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"zone",\
    "labelSelector":{"matchLabels":{"app":"web"}}}]}}
    """
  }

  static func small() -> SmallCase {
    var small = SmallCase(
      .v1_20, predicates: ["MatchInterPodAffinity"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("a", labels: #""zone":"x""#), SmallCase.node("b", labels: #""zone":"y""#),
    ]
    small.pods = [SmallCase.pod("p", on: "a", labels: #""app":"web""#)]
    return small
  }

  @Test("Wishes about neighbours are told apart, after what failed in general")
  func words() throws {
    let general = "node(s) didn't match pod affinity/anti-affinity"
    var small = Self.small()
    small.pod = SmallCase.pod(spec: Self.affinity("podAffinity"))
    #expect(
      try small.rejections() == ["b: node(s) didn't match pod affinity rules, \(general)"])
    small.pod = SmallCase.pod(spec: Self.affinity("podAntiAffinity"))
    #expect(
      try small.rejections() == ["a: \(general), node(s) didn't match pod anti-affinity rules"])
  }

  @Test("The anti-affinity of placed pods holds too")
  func existing() throws {
    var small = Self.small()
    small.pods = [SmallCase.pod("p", on: "a", spec: Self.affinity("podAntiAffinity"))]
    small.pod = SmallCase.pod(labels: #""app":"web""#)
    #expect(try small.rejectedNodes() == ["a"])
  }
}
