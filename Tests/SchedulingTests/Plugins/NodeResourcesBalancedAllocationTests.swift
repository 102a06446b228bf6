import Testing

@testable import Scheduling

struct NodeResourcesBalancedAllocationTests {
  static func row(
    _ sentence: String, offers: String = "cpu: 4, memory: 4Gi", used: String? = nil,
    wants: String, resources: String = "cpu memory", _ score: Int64?
  ) -> ScoreRow {
    var given = "Node a status: {allocatable: {pods: 9, \(offers)}}"
    if let used { given += "\nPod p@a \(NodeResourcesFitTests.requests(used))" }
    let list = resources.split(separator: " ").map { "{name: \($0), weight: 1}" }
    return ScoreRow(
      sentence, given, NodeResourcesFitTests.requests(wants),
      arguments: "resources: [\(list.joined(separator: ", "))]", raw: score.map { ["a": $0] })
  }

  @Test(arguments: [
    row("equal parts are best", wants: "cpu: 1, memory: 1Gi", 100),
    row("of two parts half the difference is lost", wants: "cpu: 1, memory: 2Gi", 87),
    row("true requests count, not the defaults of unstated ones", wants: "cpu: 2", 75),
    row("a pod that requests none of the resources is not scored", wants: "x.io/gpu: 0", nil),
    row("neither is one that states zeros", wants: "cpu: 0, memory: 0", nil),
    row("placed pods count", used: "cpu: 2", wants: "memory: 1Gi", 87),
    row("more than full is full", used: "cpu: 5", wants: "memory: 2Gi", 75),
    row("one resource is in balance with itself", wants: "cpu: 1", resources: "cpu", 100),
    row(
      "what the node does not offer is left out", offers: "cpu: 4", wants: "cpu: 1", 100),
    row(
      "of three parts it is the standard deviation",
      offers: "cpu: 4, memory: 4Gi, x.io/gpu: 2", wants: "cpu: 2, memory: 1Gi, x.io/gpu: 2",
      resources: "cpu memory x.io/gpu", 68),
    row(
      "an extended resource that is not requested is left out",
      offers: "cpu: 4, memory: 4Gi, x.io/gpu: 2", wants: "cpu: 1, memory: 2Gi",
      resources: "cpu memory x.io/gpu", 87),
    row(
      "a score that falls short of a whole number by the doubles' grain is cut off",
      offers: "cpu: 100m, memory: 100", wants: "cpu: 68m", 65),
  ])
  func score(row: ScoreRow) throws { try row.check("NodeResourcesBalancedAllocation") }

  /// Since 1.36; the first two are the release's own example.
  @Test(arguments: [
    row(
      "a pod that evens out what is in use is preferred", offers: "cpu: 4, memory: 8Gi",
      used: "cpu: 1, memory: 4Gi", wants: "cpu: 1, memory: 1Gi", 78),
    row(
      "a pod that tips an empty node is not", offers: "cpu: 4, memory: 8Gi",
      wants: "cpu: 1, memory: 1Gi", 71),
    row("no change is in the middle", wants: "cpu: 1, memory: 1Gi", 75),
    row("the worst change is from nothing to all of one", wants: "cpu: 4", 50),
    row("the best is the other way round", used: "cpu: 4", wants: "memory: 4Gi", 100),
    row("true requests count, not the defaults of unstated ones", used: "", wants: "cpu: 2", 62),
    row("a pod that requests none of the resources is not scored", wants: "x.io/gpu: 0", nil),
    row("one resource is in balance with itself", wants: "cpu: 1", resources: "cpu", 75),
    row(
      "an extended resource that is not requested is left out, also before",
      offers: "cpu: 4, memory: 4Gi, x.io/gpu: 2", used: "x.io/gpu: 2",
      wants: "cpu: 1, memory: 1Gi", resources: "cpu memory x.io/gpu", 75),
    row(
      "one that is requested counts before and after",
      offers: "cpu: 4, memory: 4Gi, x.io/gpu: 2", used: "cpu: 2, memory: 2Gi",
      wants: "x.io/gpu: 1", resources: "cpu memory x.io/gpu", 87),
  ])
  func change(row: ScoreRow) throws {
    try row.check("NodeResourcesBalancedAllocation", rules: VersionRules(.v1_36))
  }

  @Test func requestsOfThePodAsAWholeCount() throws {
    try ScoreRow(
      "at pod level", "Node a status: {allocatable: {cpu: 4, memory: 4Gi, pods: 9}}",
      "spec: {resources: {requests: {cpu: 2, memory: 1Gi}}}", raw: ["a": 87]
    ).check("NodeResourcesBalancedAllocation")
  }
}
