import ClusterSimulation
import ClusterState
import SimulationEngine

/// How much of the cluster was asked for and used, over time: every change counts from its instant
/// to the next, whatever the samples show.
///
/// - `allocation_ratio`: Σ requests of the pods on ready nodes / Σ allocatable of ready nodes.
/// - `lost_requested`: Σ requests of the pods on nodes that are not ready.
/// - `capacity_ratio`: Σ requests of the pods on ready nodes / Σ capacity of all nodes.
/// - `usage_ratio`: Σ usage / Σ allocatable of ready nodes.
/// - `request_efficiency`: Σ usage / Σ requests.
/// - `headroom`: 1 − allocation_ratio; `headroom_nodes`: what is free, in largest nodes.
/// - `dominant_share_max`: the greatest allocation ratio of any resource at any time.
extension RunSummary {
  mutating func addUtilization(_ source: ReportSource) {
    let levels = source.resources
    var greatestShare: Int64?
    for row in 0..<levels.resourceCount where ResourceID(row) != .ephemeralStorage {
      for (scope, place) in levels.scopes.enumerated() {
        let subject =
          place.kind == .cluster ? "" : "\(place.kind.name)=\(source.text(place.name))"
        addUtilization(of: ResourceID(row), levels, scope, subject, source)
      }
      let whole = levels.level(of: ResourceID(row), scope: 0).allocation
      if let share = whole.summary(until: source.window.until)?.maximum {
        greatestShare = max(greatestShare ?? share, share)
      }
    }
    ratio("dominant_share_max", greatestShare)
  }

  private mutating func addUtilization(
    of resource: ResourceID, _ levels: ResourceLevels, _ scope: Int, _ subject: String,
    _ source: ReportSource
  ) {
    let name = source.cluster.resources[resource]
    let end = source.window.until
    let level = levels.level(of: resource, scope: scope)
    let allocation = level.allocation.summary(until: end)
    addLevel("allocation_ratio.\(name)", of: subject, allocation)
    addAmount("lost_requested.\(name)", of: subject, level.lost.summary(until: end), resource)
    addLevel("usage_ratio.\(name)", of: subject, level.usage.summary(until: end))
    if scope == 0 {
      addLevel("capacity_ratio.\(name)", of: subject, level.capacity.summary(until: end))
      addLevel(
        "request_efficiency.\(name)", of: subject, level.efficiency.summary(until: end))
    }
    ratio("headroom.\(name).mean", of: subject, allocation.map { Ratio.one - $0.mean })
    ratio("headroom.\(name).min", of: subject, allocation.map { Ratio.one - $0.maximum })
    guard scope == 0, allocation != nil else { return }
    let largest = source.cluster.nodes.reduce(Int64(0)) { max($0, $1.amount(of: resource)) }
    let free = level.free.integral(until: end)
    let whole = Int128(source.window.microseconds).multipliedSaturating(by: Int128(largest))
    if let nodes = Ratio.millionths(free, of: whole) {
      add("headroom_nodes.\(name).mean", .millionths(nodes), "nodes")
    }
  }

  /// Adds a level of an amount; its mean is rounded to a whole one.
  private mutating func addAmount(
    _ name: String, of subject: String, _ level: TimeWeightedSummary?, _ resource: ResourceID
  ) {
    guard let level else { return }
    let unit = resource.unit
    add("\(name).mean", of: subject, .count(level.mean), unit)
    add("\(name).p50", of: subject, .count(level[.p50]), unit)
    add("\(name).p95", of: subject, .count(level[.p95]), unit)
    add("\(name).max", of: subject, .count(level.maximum), unit)
  }

  mutating func addLevel(
    _ name: String, of subject: String = "", _ level: TimeWeightedSummary?
  ) {
    ratio("\(name).mean", of: subject, level?.mean)
    ratio("\(name).p50", of: subject, level?[.p50])
    ratio("\(name).p95", of: subject, level?[.p95])
    ratio("\(name).max", of: subject, level?.maximum)
  }
}

extension ResourceID {
  /// The unit in which amounts of the resource are given.
  var unit: String {
    switch self {
    case .cpu: "millicores"
    case .pods: "pods"
    default: isExtended ? "units" : "bytes"
    }
  }
}

extension NodeRecord {
  /// What the node offers of a resource; pods count as one.
  func amount(of resource: ResourceID) -> Int64 {
    resource == .pods ? allocatablePods : allocatable[resource]
  }
}
