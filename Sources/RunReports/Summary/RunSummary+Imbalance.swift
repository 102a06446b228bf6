import ClusterSimulation
import ClusterState
import SimulationEngine

/// How evenly the requests were spread over the ready nodes, over time: the standard deviation, the
/// range and the coefficient of variation of the nodes' allocation ratios, and Jain's index
/// (Σx)² / (n·Σx²); and for how long nodes stood empty.
extension RunSummary {
  mutating func addImbalance(_ source: ReportSource) {
    let levels = source.resources
    for row in 0..<levels.resourceCount {
      let resource = source.cluster.resources[ResourceID(row)]
      let spread = levels.spread(of: ResourceID(row))
      for (name, level) in [
        ("standard_deviation", spread.standardDeviation), ("range", spread.range),
        ("coefficient_of_variation", spread.coefficientOfVariation),
        ("jain_index", spread.jainIndex),
      ] {
        addLevel("imbalance.\(resource).\(name)", level.summary(until: source.window.until))
      }
    }
    guard !source.cluster.nodes.isEmpty else { return }
    let area = levels.emptyNodes.integral(until: source.window.until)
    add("empty_node_seconds", .millionths(Int64(clamping: area)), "node-seconds")
  }
}
