import ClusterSimulation
import ClusterState
import SimulationEngine

/// How evenly the requests were spread over the ready nodes, as means over time: the standard
/// deviation, the range and the coefficient of variation of the nodes' allocation ratios, and
/// Jain's index (Σx)² / (n·Σx²); and for how long nodes stood empty.
extension RunSummary {
  mutating func addImbalance(_ source: ReportSource) {
    var spreads: ContiguousArray<SpreadLevels> = []
    var emptyNodes = SampledLevel()
    var current: ContiguousArray<NodeSpread> = []
    var empty: Int64 = 0
    var last: SimulationTime?
    func close(at time: SimulationTime) {
      for row in current.indices {
        while spreads.count <= row { spreads.append(SpreadLevels()) }
        spreads[row].add(current[row], at: time)
        current[row] = NodeSpread()
      }
      emptyNodes.add(empty, at: time)
      empty = 0
    }
    for sample in source.recording.nodeSamples {
      if let last, last != sample.time { close(at: last) }
      last = sample.time
      while current.count <= sample.resource.row { current.append(NodeSpread()) }
      if sample.resource == .cpu && sample.pods == 0 { empty += 1 }
      guard sample.ready == .yes else { continue }
      current[sample.resource.row].add(
        Ratio.millionths(sample.requested, of: sample.allocatable))
    }
    guard let last else { return }
    close(at: last)
    for row in spreads.indices {
      let resource = source.cluster.resources[ResourceID(row)]
      spreads[row].report(until: source.end) { self.ratio("imbalance.\(resource).\($0)", $1) }
    }
    let area = emptyNodes.area(until: source.end)
    add("empty_node_seconds", .millionths(Int64(clamping: area)), "node-seconds")
  }
}

/// The spread of a share over nodes at one instant.
struct NodeSpread {
  private var count: Int128 = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0
  private var least: Int64?
  private var greatest: Int64?

  /// Adds a node's share in millionths; a node that offers nothing has none.
  mutating func add(_ share: Int64?) {
    guard let share else { return }
    count += 1
    sum += Int128(share)
    squares += Int128(share).multipliedSaturating(by: Int128(share))
    least = min(least ?? share, share)
    greatest = max(greatest ?? share, share)
  }

  /// The greatest share less the least.
  var range: Int64? {
    guard let least, let greatest else { return nil }
    return greatest - least
  }

  /// The standard deviation of the nodes, which are all there are: no sample's correction.
  var standardDeviation: Int64? {
    guard count > 0 else { return nil }
    // Four times the argument gives the root one more bit, so that it can be rounded.
    let variance = (count * squares - sum * sum).magnitude * 4
    return Ratio.rounded(Int128(Ratio.squareRoot(variance)), 2 * count)
  }

  var coefficientOfVariation: Int64? {
    guard let deviation = standardDeviation, sum > 0 else { return nil }
    return Ratio.millionths(Int128(deviation) * count, of: sum)
  }

  var jainIndex: Int64? { Ratio.millionths(sum * sum, of: count * squares) }
}

/// The spread over time.
private struct SpreadLevels {
  private var deviation = SampledLevel()
  private var range = SampledLevel()
  private var variation = SampledLevel()
  private var jain = SampledLevel()

  mutating func add(_ spread: NodeSpread, at time: SimulationTime) {
    deviation.set(spread.standardDeviation, at: time)
    range.set(spread.range, at: time)
    variation.set(spread.coefficientOfVariation, at: time)
    jain.set(spread.jainIndex, at: time)
  }

  mutating func report(until end: SimulationTime, _ body: (String, Int64?) -> Void) {
    body("standard_deviation", deviation.summary(until: end)?.mean)
    body("range", range.summary(until: end)?.mean)
    body("coefficient_of_variation", variation.summary(until: end)?.mean)
    body("jain_index", jain.summary(until: end)?.mean)
  }
}
