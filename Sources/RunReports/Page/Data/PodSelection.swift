import ClusterState
import SimulationEngine

/// Which pods a page has: all, or those that most can be learned from.
struct PodSelection {
  /// How many pods a run may have that are all kept.
  private static let limit = 500_000
  /// How many of a larger run are kept from its beginning.
  private static let beginning = 100_000

  /// The rows of the pods in the page, ascending.
  let rows: [Int]
  /// How many pods there were.
  let total: Int

  var isWhole: Bool { rows.count == total }

  init(_ run: RunAnalysis) {
    let pods = run.source.cluster.pods
    total = pods.count
    guard total > Self.limit else {
      rows = Array(0..<total)
      return
    }
    let struck = Set(run.incidents.map(\.node))
    rows = (0..<total).filter { row in
      row < Self.beginning || struck.contains(pods[PodID(row)].node)
    }
  }
}
