import Scheduling

/// Placements a second of the scheduler with its queue and its events, by number of nodes and of
/// live templates, beside the full scan that decides alike.
struct PlacementBenchmark: Benchmark {
  static let name = "placements"
  static let summary = "pods/s of the scheduler with queue and events, beside the full scan"

  func run() throws -> [BenchmarkRow] {
    var rows: [BenchmarkRow] = []
    for (nodes, scanned) in [(1000, 5000), (5000, 2000), (100_000, 100)] {
      for percentage in [nil, Int32(100)] {
        let scan = try Self.podsPerSecond(
          nodes, templates: 1, .fullScan, percentage, pods: scanned)
        for templates in [1, 10, 100] {
          let figure = try Self.podsPerSecond(
            nodes, templates: templates, .incremental, percentage, pods: min(20 * nodes, 200_000))
          let scored = percentage == nil ? "adaptive" : "all scored"
          rows.append(
            BenchmarkRow(
              Self.self, case: "\(nodes) nodes, \(templates) templates, \(scored)", figure,
              unit: "pods/s", baseline: .init(name: "full scan", figure: scan)))
        }
      }
    }
    return rows
  }

  private static func podsPerSecond(
    _ nodes: Int, templates: Int, _ evaluation: Evaluation, _ percentage: Int32?, pods: Int
  ) throws -> Double {
    let seconds = try Measurement(repetitions: 3).seconds(
      preparing: {
        try PlacementModel(
          nodes: nodes, templates: templates, evaluation: evaluation, percentage: percentage)
      }, { $0.place(pods) })
    return Double(pods) / seconds
  }
}
