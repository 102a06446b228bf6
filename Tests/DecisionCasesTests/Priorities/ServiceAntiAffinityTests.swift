import Testing

@Suite struct ServiceAntiAffinityTests {
  static func priority(_ label: String) -> String {
    #"""
    {"name":"anti-\#(label)","weight":1,
    "argument":{"serviceAntiAffinity":{"label":"\#(label)"}}}
    """#
  }

  @Test("Several labels make one plugin: the mean of what each gives, truncated")
  func merged() throws {
    var small = SmallCase(.v1_20, priorities: [Self.priority("rack"), Self.priority("row")])
    small.nodes = [
      SmallCase.node("a", labels: #""rack":"1","row":"1""#),
      SmallCase.node("b", labels: #""rack":"2","row":"1""#), SmallCase.node("c"),
    ]
    small.objects = [SmallCase.services(["s": "web"])]
    small.pods = [SmallCase.pod("p", on: "a", labels: #""app":"web""#)]
    small.pod = SmallCase.pod(labels: #""app":"web""#)
    #expect(try small.scores("ServiceAffinity") == "a=0 b=50 c=0")
    #expect(try small.answer()["scores"]?["ServiceAffinity"]?["weight"]?.text == "2")
  }
}
