import DecisionCases
import StructuredText
import Testing

/// Numbers at the ends of their ranges are answered, one way or another.
@Suite struct HostileCaseTests {
  static let amounts = ["9223372036854775807", "-9223372036854775808", "0", "1", "-1", "1e18"]

  @Test("Amounts at the ends of 64 bits do no harm", arguments: [DecisionEra.v1_2, .v1_20])
  func amounts(era: DecisionEra) throws {
    let ratio = #"""
      {"name":"r","weight":1,"argument":{"requestedToCapacityRatioArguments":
      {"shape":[{"utilization":0,"score":10},{"utilization":100,"score":0}]}}}
      """#
    let priorities =
      [
        "LeastRequestedPriority", "MostRequestedPriority", "BalancedResourceAllocation",
        "SelectorSpreadPriority", "ImageLocalityPriority",
      ] + (era == .v1_20 ? [ratio] : [])
    for offered in Self.amounts {
      for asked in Self.amounts {
        var small = SmallCase(era, predicates: ["PodFitsPorts"], priorities: priorities)
        small.nodes = [
          SmallCase.node(
            "a", #""cpu":"\#(offered)","memory":"\#(offered)""#,
            status: #""images":[{"names":["app:1"],"sizeBytes":9223372036854775807}]"#)
        ]
        let requests = #""cpu":"\#(asked)","memory":"\#(asked)""#
        small.pods = ["p", "q"].map { SmallCase.pod($0, on: "a", requests: requests) }
        small.pod = SmallCase.pod(requests: requests)
        _ = try small.answer()
      }
    }
  }

  @Test("A policy without end is a problem")
  func longPolicy() throws {
    var small = SmallCase(
      .v1_2, predicates: Array(repeating: "HostName", count: 2000), priorities: ["EqualPriority"])
    small.nodes = [SmallCase.node("a")]
    #expect(try small.answer()["error"]?.text.contains("expected at most 1000") == true)
  }
}
