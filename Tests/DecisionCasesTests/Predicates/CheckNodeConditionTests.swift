import Testing

@Suite struct CheckNodeConditionTests {
  @Test(
    "Nodes that are cordoned, not ready or out of disk never reach the predicates",
    arguments: [
      ("", "", true), (#""unschedulable":true"#, "", false),
      ("", #"{"type":"Ready","status":"True"}"#, true),
      ("", #"{"type":"Ready","status":"False"}"#, false),
      ("", #"{"type":"Ready","status":"Unknown"}"#, false),
      ("", #"{"type":"OutOfDisk","status":"False"}"#, true),
      ("", #"{"type":"OutOfDisk","status":"True"}"#, false),
      ("", #"{"type":"OutOfDisk","status":"Unknown"}"#, false),
    ])
  func conditions(spec: String, condition: String, isListed: Bool) throws {
    var small = SmallCase(.v1_2, predicates: ["HostName"], priorities: ["EqualPriority"])
    small.nodes = [
      SmallCase.node("a", spec: spec, status: #""conditions":[\#(condition)]"#),
      SmallCase.node("b"),
    ]
    #expect(try small.rejections() == [])
    #expect(try small.scores("EqualPriority") == (isListed ? "a=1 b=1" : "b=1"))
  }
}
