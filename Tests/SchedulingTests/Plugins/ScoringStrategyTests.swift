import TestSupport
import Testing

@testable import Scheduling

/// The score of `NodeResourcesFit` by each strategy.
struct ScoringStrategyTests {
  static let given = "Node a status: {allocatable: {cpu: 4, memory: 4Gi, x.io/gpu: 2, pods: 9}}"
  static let resources = "resources: [{name: cpu, weight: 1}, {name: memory, weight: 1}]"

  static func least(
    _ sentence: String, used: String? = nil, wants: String, of resources: String = resources,
    offers: String? = nil, _ score: Int64
  ) -> ScoreRow {
    row(sentence, "type: LeastAllocated", used, wants, resources, offers, score)
  }

  static func most(
    _ sentence: String, used: String? = nil, wants: String, of resources: String = resources,
    offers: String? = nil, _ score: Int64
  ) -> ScoreRow {
    row(sentence, "type: MostAllocated", used, wants, resources, offers, score)
  }

  static func ratio(
    _ sentence: String, _ shape: String, used: String? = nil, wants: String,
    offers: String? = nil, _ score: Int64
  ) -> ScoreRow {
    let strategy = "type: RequestedToCapacityRatio, requestedToCapacityRatio: {shape: [\(shape)]}"
    return row(sentence, strategy, used, wants, resources, offers, score)
  }

  static func row(
    _ sentence: String, _ strategy: String, _ used: String?, _ wants: String,
    _ resources: String, _ offers: String?, _ score: Int64
  ) -> ScoreRow {
    var given = offers.map { "Node a status: {allocatable: {pods: 9, \($0)}}" } ?? Self.given
    if let used { given += "\nPod p@a \(NodeResourcesFitTests.requests(used))" }
    return ScoreRow(
      sentence, given, NodeResourcesFitTests.requests(wants),
      arguments: "scoringStrategy: {\(strategy), \(resources)}", raw: ["a": score])
  }

  static let upwards = "{utilization: 0, score: 0}, {utilization: 100, score: 10}"
  static let downwards = "{utilization: 0, score: 10}, {utilization: 30, score: 0}"

  @Test(arguments: [
    least("the free parts are averaged", wants: "cpu: 1, memory: 2Gi", 62),
    least(
      "placed pods count", used: "cpu: 1, memory: 1Gi", wants: "cpu: 1, memory: 1Gi", 50),
    least(
      "unstated requests count as a tenth of a core and 200 MiB", wants: "",
      offers: "cpu: 1, memory: 1000Mi", 85),
    least("those of placed pods too", used: "", wants: "", offers: "cpu: 1, memory: 1000Mi", 70),
    least("stated zeros count as nothing", wants: "cpu: 0, memory: 0", 100),
    least(
      "each part is cut off, then the mean", wants: "cpu: 2m, memory: 1",
      offers: "cpu: 3m, memory: 3", 49),
    least(
      "an overcommitted resource counts as full", used: "cpu: 5, memory: 0",
      wants: "cpu: 0, memory: 0", 50),
    least(
      "what the node does not offer is left out", wants: "cpu: 1, memory: 0", offers: "cpu: 4",
      75),
    least(
      "weights weigh", wants: "cpu: 1, memory: 2Gi",
      of: "resources: [{name: cpu, weight: 3}, {name: memory, weight: 1}]", 68),
    least(
      "an extended resource that is not requested is left out", wants: "cpu: 1",
      of: "resources: [{name: cpu, weight: 1}, {name: x.io/gpu, weight: 1}]", 75),
    least(
      "one that is requested counts", wants: "cpu: 1, x.io/gpu: 1",
      of: "resources: [{name: cpu, weight: 1}, {name: x.io/gpu, weight: 1}]", 62),
    least(
      "local storage counts though it is not requested", wants: "cpu: 1",
      of: "resources: [{name: cpu, weight: 1}, {name: ephemeral-storage, weight: 1}]",
      offers: "cpu: 4, ephemeral-storage: 100", 87),
    least("a node that offers nothing scores nothing", wants: "cpu: 0", offers: "x.io/gpu: 1", 0),
    most("the used parts are averaged", wants: "cpu: 1, memory: 2Gi", 37),
    most(
      "more than full is full", used: "cpu: 5, memory: 0", wants: "cpu: 0, memory: 0", 50),
    ratio("a rising line", upwards, wants: "cpu: 1, memory: 2Gi", 38),
    ratio(
      "a resource that scores nothing is left out", upwards, wants: "cpu: 2, memory: 0", 50),
    ratio(
      "half a point is rounded up", upwards, wants: "cpu: 1m, memory: 2",
      offers: "cpu: 3m, memory: 3", 50),
    ratio(
      "more than full is full", upwards, used: "cpu: 5, memory: 0", wants: "cpu: 0, memory: 0",
      100),
    ratio(
      "beyond the last point the line is level", downwards, wants: "cpu: 4, memory: 0",
      100),
  ])
  func score(row: ScoreRow) throws { try row.check("NodeResourcesFit") }

  static let corners: ContiguousArray<ScoringStrategy.ShapePoint> = [
    .init(utilization: 20, score: 30), .init(utilization: 23, score: 20),
    .init(utilization: 40, score: 100),
  ]

  /// Utilization and score.
  @Test(arguments: [
    (0, 30), (20, 30), (21, 27), (22, 24), (23, 20), (24, 24), (40, 100), (99, 100),
  ])
  func theLineIsCutOffTowardZero(utilization: Int64, score: Int64) {
    #expect(ScoringStrategy.score(at: utilization, Self.corners) == score)
  }

  @Test func theScoreOverlooksRequestsOfThePodAsAWhole() throws {
    let level = "resources: {requests: {cpu: 2, memory: 2000Mi}}"
    let given = "Node a status: {allocatable: {cpu: 4, memory: 4000Mi, pods: 9}}"
    try ScoreRow("of the pod itself", given, "spec: {\(level)}", raw: ["a": 96])
      .check("NodeResourcesFit")
    try ScoreRow(
      "but not those of placed pods", "\(given)\nPod p@a spec: {\(level)}",
      NodeResourcesFitTests.requests("cpu: 0, memory: 0"), raw: ["a": 50]
    ).check("NodeResourcesFit")
  }

  @Test(.enabled(if: SharedFolder.has("tables/modern_fit_scores.json")))
  func scoresAreThoseRecorded() throws {
    for row in try ReferenceTable.rows("modern_fit_scores") {
      let numbers = try #require(row as? [String: Int])
      func number(_ key: String) throws -> Int { try #require(numbers[key]) }
      let used =
        "cpu: \(try number("requestedCpuMilli"))m, memory: \(try number("requestedMem"))"
      let offers =
        "cpu: \(try number("allocatableCpuMilli"))m, memory: \(try number("allocatableMem"))"
      var builder = try SchedulingBuilder(
        "Node a status: {allocatable: {pods: 9, \(offers)}}\n"
          + "Pod p@a \(NodeResourcesFitTests.requests(used))",
        profile: SchedulingBuilder.profile(only: ["NodeResourcesFit"]))
      let nothing = NodeResourcesFitTests.requests("cpu: 0, memory: 0")
      let scores = try builder.schedule(nothing).scores(of: "NodeResourcesFit")
      #expect(scores?.raw == ["a": Int64(try number("leastAllocated"))], "\(numbers)")
      // A pod that requests nothing is not scored for balance; the plugin itself is asked.
      let pod = try builder.pending(nothing)
      var column = ScoreColumn(nodes: [builder.node("a")])
      NodeResourcesBalancedAllocation().score(
        pod, builder.state, builder.scheduler.cache, &column)
      #expect(column.scores == [Int64(try number("balancedAllocation"))], "\(numbers)")
    }
  }

  @Test(
    .enabled(if: SharedFolder.has("cases/worked-examples.json")),
    arguments: ["rtcr-node1", "rtcr-node2"])
  func binPackingScoresAreThoseOfTheDocumentation(id: String) throws {
    let example = try #require(try ReferenceTable.example(id))
    func amounts(_ value: Any?) throws -> String {
      let amounts = try #require(value as? [String: Int])
      return try ["intel.com/foo", "memory_mb", "cpu"].map { name in
        let unit = name == "memory_mb" ? "M" : ""
        let key = name == "memory_mb" ? "memory" : name
        return "\(key): \(try #require(amounts[name]))\(unit)"
      }.joined(separator: ", ")
    }
    let node = try #require(example.input["node"] as? [String: Any])
    var builder = try SchedulingBuilder(
      "Node a status: {allocatable: {pods: 9, \(try amounts(node["capacity"]))}}\n"
        + "Pod p@a \(NodeResourcesFitTests.requests(try amounts(node["used"])))")
    let weights = try #require(example.input["weights"] as? [String: Int])
    var settings = NodeResourcesFit.Settings()
    settings.resources = []
    for name in ["intel.com/foo", "memory", "cpu"] {
      settings.resources.append(
        WeightedResource(
          builder.state.resources.intern(name), weight: Int64(try #require(weights[name]))))
    }
    // The documentation's scale ends at 10, so the shape is not stretched to 100 here.
    let shape = try #require(example.input["shape"] as? [[String: Int]])
    settings.strategy = .requestedToCapacityRatio(
      ContiguousArray(
        try shape.map { point in
          .init(
            utilization: Int64(try #require(point["utilization"])),
            score: Int64(try #require(point["score"])))
        }))
    let pod = try builder.pending(
      NodeResourcesFitTests.requests(try amounts(example.input["pod_requests"])))
    var column = ScoreColumn(nodes: [builder.node("a")])
    NodeResourcesFit(settings).score(pod, builder.state, builder.scheduler.cache, &column)
    #expect(column.scores == [Int64(try #require(example.expected["score"] as? Int))])
  }
}
