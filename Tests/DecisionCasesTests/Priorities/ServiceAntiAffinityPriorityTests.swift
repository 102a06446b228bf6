import Testing

@Suite struct ServiceAntiAffinityPriorityTests {
  @Test("All pods of the first service count, on whatever node; the label's domain shares")
  func domains() throws {
    var small = SmallCase(
      .v1_2, predicates: ["MatchNodeSelector"],
      priorities: [
        #"{"name":"anti","weight":1,"argument":{"serviceAntiAffinity":{"label":"rack"}}}"#
      ])
    small.nodes = [
      SmallCase.node("a", labels: #""rack":"1","ok":"""#),
      SmallCase.node("b", labels: #""rack":"2","ok":"""#),
      SmallCase.node("c", labels: #""rack":"1""#), SmallCase.node("d", labels: #""ok":"""#),
    ]
    small.pods = ["a", "b", "c"].map {
      SmallCase.pod("on-\($0)", on: $0, labels: #""app":"web""#)
    }
    small.pod = SmallCase.pod(labels: #""app":"web""#)
    #expect(try small.scores("anti") == "a=10 b=10 c=10 d=0", "no service yet")
    small.objects = [SmallCase.services(["s": "web"])]
    #expect(try small.scores("anti") == "a=3 b=6 c=3 d=0")
    small.pod = SmallCase.pod(labels: #""app":"web""#, spec: #""nodeSelector":{"ok":""}"#)
    #expect(try small.scores("anti") == "a=6 b=6 d=0", "c's pod counts in all, not in the rack")
  }
}
