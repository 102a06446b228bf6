import ClusterSimulation
import ClusterState
import SimulationEngine

/// What struck nodes at one instant: a zone that fails is one strike, not a hundred incidents.
struct Strike {
  let time: SimulationTime
  let kind: Incident.Kind
  /// The incidents, one a node, in their order.
  let incidents: [IncidentReport]
  /// The node's name, or how many nodes, and what they have in common.
  let label: String

  /// How many pods were on the nodes.
  var podCount: Int { incidents.reduce(0) { $0 + $1.podCount } }

  /// The strikes of a run in order of time. O(incidents).
  static func all(_ run: RunAnalysis) -> [Strike] {
    var strikes: [Strike] = []
    var start = 0
    let order = run.incidents.indices.sorted { first, second in
      let (a, b) = (run.incidents[first], run.incidents[second])
      return (a.time, a.kind.rawValue, first) < (b.time, b.kind.rawValue, second)
    }
    while start < order.count {
      let first = run.incidents[order[start]]
      var next = start + 1
      while next < order.count, run.incidents[order[next]].time == first.time,
        run.incidents[order[next]].kind == first.kind
      {
        next += 1
      }
      let incidents = order[start..<next].map { run.incidents[$0] }
      strikes.append(
        Strike(
          time: first.time, kind: first.kind, incidents: incidents,
          label: label(of: incidents.map(\.node), run)))
      start = next
    }
    return strikes
  }

  /// What to call a set of nodes.
  static func label(of nodes: [NodeID], _ run: RunAnalysis) -> String {
    guard let first = nodes.first else { return "no nodes" }
    if nodes.count == 1 { return run.source.name(of: first) }
    let zone = run.places.zones[first.row]
    let pool = run.source.cluster.nodes[first.row].pool
    var shared: [String] = []
    if zone != .empty, nodes.allSatisfy({ run.places.zones[$0.row] == zone }) {
      shared.append("zone \(run.source.text(zone))")
    }
    if pool != .empty, nodes.allSatisfy({ run.source.cluster.nodes[$0.row].pool == pool }) {
      shared.append("pool \(run.source.text(pool))")
    }
    return "\(nodes.count) nodes" + (shared.isEmpty ? "" : " (\(shared.joined(separator: ", ")))")
  }

  /// When the control plane had seen all nodes; unset if it has not.
  var detected: SimulationTime { last(incidents.map(\.detected)) }

  /// When the last of the nodes came back; unset if one did not.
  var repaired: SimulationTime { last(incidents.map { $0.isRepaired ? $0.ended : .unset }) }

  /// The ways of all pods that were driven away.
  var paths: [RecoveryPath] { incidents.flatMap(\.paths) }

  /// The way that took longest with its node's incident; nil if no pod was driven away. One that
  /// has not come to its end takes longer than any that has.
  var slowest: (incident: IncidentReport, path: RecoveryPath)? {
    var slowest: (incident: IncidentReport, path: RecoveryPath)?
    for incident in incidents {
      for path in incident.paths where path.isWanted {
        if let best = slowest?.path, Self.end(of: path) <= Self.end(of: best) { continue }
        slowest = (incident, path)
      }
    }
    return slowest
  }

  /// When every pod that was driven away and is still wanted was replaced by one that is ready;
  /// unset if none was, or one waits.
  var recovered: SimulationTime {
    let wanted = paths.filter(\.isWanted)
    return last(wanted.map(\.ready))
  }

  private static func end(of path: RecoveryPath) -> Int64 {
    path.ready.isSet ? path.ready.microseconds : Int64.max
  }

  private func last(_ times: [SimulationTime]) -> SimulationTime {
    guard times.allSatisfy(\.isSet) else { return .unset }
    return times.max() ?? .unset
  }
}
