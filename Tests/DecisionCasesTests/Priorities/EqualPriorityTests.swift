import Testing

@Suite struct EqualPriorityTests {
  @Test("Every node scores one in Kubernetes 1.2, also when no priority is configured")
  func one() throws {
    var small = SmallCase(.v1_2, priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a"), SmallCase.node("b")]
    #expect(try small.scores("EqualPriority") == "a=1 b=1")
    small.priorities = []
    #expect(try small.answer()["total"]?["b"]?.text == "1")
  }

  @Test("Kubernetes 1.20 drops it: alone every node has the total one, beside others it adds none")
  func dropped() throws {
    var small = SmallCase(.v1_20, priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a"), SmallCase.node("b")]
    #expect(try small.answer()["scores"] == nil)
    #expect(try small.answer()["total"]?["b"]?.text == "1")
    small.priorities.append(
      #"{"name":"l","weight":1,"argument":{"labelPreference":{"label":"x","presence":true}}}"#)
    #expect(try small.answer()["total"]?["b"]?.text == "0")
  }
}
