import ClusterSimulation
import ClusterState
import SimulationEngine

/// How much of the cluster was asked for and used, over time: a sample holds until the next.
///
/// - `allocation_ratio`: Σ requests of bound pods / Σ allocatable of ready nodes.
/// - `capacity_ratio`: the same over the capacity of all nodes.
/// - `usage_ratio`: Σ usage / Σ allocatable of ready nodes.
/// - `request_efficiency`: Σ usage / Σ requests.
/// - `headroom`: 1 − allocation_ratio; `headroom_nodes`: what is free, in largest nodes.
/// - `dominant_share_max`: the greatest allocation ratio of any resource at any time.
extension RunSummary {
  mutating func addUtilization(_ source: ReportSource) {
    var series = UtilizationSeries(source)
    var greatestShare: Int64?
    for row in series.keys.indices {
      let key = series.keys[row]
      let resource = source.cluster.resources[key.resource]
      let subject =
        key.scope == .cluster ? "" : "\(key.scope.name)=\(source.text(key.name))"
      let levels = series.levels[row].summaries(until: source.end)
      addLevel("allocation_ratio.\(resource)", of: subject, levels.allocation)
      addLevel("usage_ratio.\(resource)", of: subject, levels.usage)
      guard key.scope == .cluster else { continue }
      addLevel("capacity_ratio.\(resource)", of: subject, levels.capacity)
      ratio("request_efficiency.\(resource).mean", levels.efficiency?.mean)
      ratio("headroom.\(resource).mean", levels.allocation.map { Ratio.one - $0.mean })
      if let nodes = levels.freeNodes {
        add("headroom_nodes.\(resource).mean", .millionths(nodes.mean), "nodes")
      }
      if let share = levels.allocation?.maximum {
        greatestShare = max(greatestShare ?? share, share)
      }
    }
    ratio("dominant_share_max", greatestShare)
  }

  private mutating func addLevel(_ name: String, of subject: String, _ level: LevelSummary?) {
    ratio("\(name).mean", of: subject, level?.mean)
    ratio("\(name).p50", of: subject, level?.p50)
    ratio("\(name).p95", of: subject, level?.p95)
    ratio("\(name).max", of: subject, level?.maximum)
  }
}

/// The samples of each resource in each scope as levels over time.
private struct UtilizationSeries {
  struct Key: Hashable {
    let scope: UtilizationSample.Scope
    let name: Symbol
    let resource: ResourceID
  }

  private(set) var keys: [Key] = []
  var levels: [UtilizationLevels] = []

  init(_ source: ReportSource) {
    var rows = GroupRows<Key>()
    var largest: ContiguousArray<Int64> = []
    for row in 0..<source.cluster.resources.count {
      let resource = ResourceID(row)
      largest.append(
        source.cluster.nodes.reduce(0) { max($0, $1.amount(of: resource)) })
    }
    for sample in source.recording.utilization {
      let row = rows.row(
        of: Key(scope: sample.scope, name: sample.name, resource: sample.resource))
      while levels.count <= row { levels.append(UtilizationLevels()) }
      levels[Int(row)].add(sample, largestNode: largest[sample.resource.row])
    }
    keys = rows.keys
  }
}

extension NodeRecord {
  /// What the node offers of a resource; pods count as one.
  func amount(of resource: ResourceID) -> Int64 {
    resource == .pods ? allocatablePods : allocatable[resource]
  }
}

/// The ratios of one resource in one scope over time. Where a ratio has no whole, it has no value.
private struct UtilizationLevels {
  var allocation = SampledLevel()
  var capacity = SampledLevel()
  var usage = SampledLevel()
  var efficiency = SampledLevel()
  var freeNodes = SampledLevel()

  struct Summaries {
    let allocation: LevelSummary?
    let capacity: LevelSummary?
    let usage: LevelSummary?
    let efficiency: LevelSummary?
    let freeNodes: LevelSummary?
  }

  mutating func add(_ sample: UtilizationSample, largestNode: Int64) {
    let time = sample.time
    allocation.set(Ratio.millionths(sample.requested, of: sample.allocatable), at: time)
    capacity.set(Ratio.millionths(sample.requested, of: sample.capacity), at: time)
    let free = max(0, sample.allocatable - sample.requested)
    freeNodes.set(Ratio.millionths(free, of: largestNode), at: time)
    guard sample.used >= 0 else { return }
    usage.set(Ratio.millionths(sample.used, of: sample.allocatable), at: time)
    efficiency.set(Ratio.millionths(sample.used, of: sample.requested), at: time)
  }

  mutating func summaries(until end: SimulationTime) -> Summaries {
    Summaries(
      allocation: allocation.summary(until: end), capacity: capacity.summary(until: end),
      usage: usage.summary(until: end), efficiency: efficiency.summary(until: end),
      freeNodes: freeNodes.summary(until: end))
  }
}
