import ClusterSimulation
import Experiments
import RunReports
import ScenarioFiles
import SimulationEngine
import Testing

/// Two scenarios side by side.
@Suite struct ComparisonTests {
  private static func configuration(seed: UInt64, nodes: Int) throws -> SimulationConfiguration {
    let text = """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: compared}
      spec:
        duration: 5m
        nodePools:
          - name: n
            count: \(nodes)
            template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 50}}}
        workloads:
          - name: w
            limit: 20
            arrivals: {poisson: {rate: 12/m}}
            template:
              spec:
                restartPolicy: Never
                containers: [{name: c, image: i, resources: {requests: {cpu: 1}}}]
            runtime: {exponential: {mean: 40s}}
      """
    var options = ScenarioOptions()
    options.seed = seed
    return try Scenario.read(text: Array(text.utf8), named: "a.yaml", options: options)
      .configuration
  }

  private static func figures(
    _ seeds: ClosedRange<UInt64>, nodes: Int
  ) throws
    -> [[SummaryFigure]]
  {
    try seeds.map { try ExperimentRun.figures(of: configuration(seed: $0, nodes: nodes)).get() }
  }

  @Test func `a scenario does not differ from itself`() throws {
    let figures = try Self.figures(1...3, nodes: 2)
    let comparison = Comparison(figures, figures, seed: 1)
    #expect(!comparison.rows.isEmpty && comparison.lonely.isEmpty)
    #expect(comparison.rows.allSatisfy { !$0.differs && $0.better == nil })
    let configuration = try Self.configuration(seed: 1, nodes: 2)
    #expect(FirstDifference.find(configuration, configuration) == nil)
    let placements = PlacementDifference(configuration, configuration)
    #expect(placements.moves.isEmpty && placements.shared > 0)
    #expect(placements.headline(seed: 1) == nil)
  }

  @Test func `the first pod that lands elsewhere is told, with how many do`() throws {
    let placements = PlacementDifference(
      try Self.configuration(seed: 1, nodes: 2), try Self.configuration(seed: 2, nodes: 2))
    let first = try #require(placements.moves.first)
    #expect(first.a.node != first.b.node)
    #expect(placements.moves.allSatisfy { $0.time >= first.time })
    #expect(placements.shared >= placements.moves.count)
    let headline = try #require(placements.headline(seed: 1))
    #expect(headline.contains("\(first.pod), under seed 1, at "))
    #expect(headline.contains("of \(placements.moves.count) among \(placements.shared) pods"))
  }

  @Test func `more nodes are better, and what differs first is a node`() throws {
    let (few, many) = (try Self.figures(1...6, nodes: 1), try Self.figures(1...6, nodes: 4))
    let comparison = Comparison(few, many, seed: 1)
    let waiting = try #require(
      comparison.rows.first { $0.name == "queue.oldest_pending_seconds.mean" })
    #expect(waiting.pairs == 6 && waiting.difference.mean == waiting.b - waiting.a)
    #expect(waiting.a > waiting.b && waiting.better == .b)
    let first = try #require(
      FirstDifference.find(
        Self.configuration(seed: 1, nodes: 1), Self.configuration(seed: 1, nodes: 4)))
    #expect(first.time == .zero)
    let text = ComparisonText(
      comparison, names: ("few", "many"), seeds: try #require(SeedRange(parsing: "6", from: 1)),
      first: [])
    #expect(text.lines(showsAll: false).contains { $0.contains("queue.oldest_pending_seconds") })
  }

  @Test(
    arguments: [
      ("3", [4, 5, 6]), ("2..4", [2, 3, 4]), ("7..7", [7]), ("0", nil), ("4..2", nil), ("x", nil),
      ("1..2..3", nil),
    ] as [(String, [UInt64]?)])
  func `seeds are a number or a range`(text: String, seeds: [UInt64]?) {
    #expect(SeedRange(parsing: text, from: 4)?.seeds == seeds)
  }

  @Test func `threads give what one thread gives, in order`() {
    let expected = (0..<50).map { $0 * $0 }
    for threads in [1, 2, 7, 100] {
      #expect(ThreadPool.map(50, threads: threads) { $0 * $0 } == expected)
    }
  }
}
