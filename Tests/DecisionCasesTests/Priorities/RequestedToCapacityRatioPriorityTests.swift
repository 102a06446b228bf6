import Testing

@Suite struct RequestedToCapacityRatioPriorityTests {
  static func small(_ shape: String, _ resources: String = "") -> SmallCase {
    let more = resources.isEmpty ? "" : #","resources":[\#(resources)]"#
    var small = SmallCase(
      .v1_20,
      priorities: [
        #"""
        {"name":"r","weight":1,"argument":{"requestedToCapacityRatioArguments":{"shape":
        [\#(shape)]\#(more)}}}
        """#
      ])
    small.nodes = [
      SmallCase.node("a", #""cpu":"3","memory":"3000""#),
      SmallCase.node("b", #""cpu":"2","memory":"1000""#),
    ]
    small.pod = SmallCase.pod(requests: #""cpu":"1","memory":"1000""#)
    return small
  }

  static let falling = #"{"utilization":0,"score":10},{"utilization":100,"score":0}"#

  @Test("Utilization is rounded up, the line falls to the right, and a score of 0 does not count")
  func falling() throws {
    // a: 100 - 2000*100/3000 = 34 for both: 66. b: 50 and 100, of which the latter scores 0.
    #expect(try Self.small(Self.falling).scores("RequestedToCapacityRatio") == "a=66 b=50")
  }

  @Test("Weights weigh, and the mean is rounded")
  func weights() throws {
    let rising = #"{"utilization":0,"score":0},{"utilization":100,"score":10}"#
    let small = Self.small(
      rising, #"{"name":"cpu","weight":2},{"name":"memory","weight":1}"#)
    // b: (50*2 + 100) / 3 = 66.67.
    #expect(try small.scores("RequestedToCapacityRatio") == "a=34 b=67")
  }

  @Test("A resource that a node does not have is fully used")
  func missing() throws {
    let rising = #"{"utilization":0,"score":0},{"utilization":100,"score":10}"#
    let small = Self.small(rising, #"{"name":"example.com/gpu","weight":1}"#)
    #expect(try small.scores("RequestedToCapacityRatio") == "a=100 b=100")
  }

  @Test("A shape that cannot be is a problem")
  func badShape() throws {
    let small = Self.small(#"{"utilization":50,"score":11},{"utilization":50,"score":0}"#)
    let problem = try small.scores("RequestedToCapacityRatio")
    #expect(problem.contains("shape[0].score: expected 0 to 10, found 11"))
    #expect(problem.contains("shape[1].utilization: expected more than 50, found 50"))
  }
}
