import ClusterSimulation
import ClusterState
import SimulationEngine

/// Whether the controllers had what they wanted, as their status says, from their creation on.
///
/// - `replica_deficit_seconds`: ∫ (desired − ready) dt, where that is positive.
/// - `availability`: 1 − deficit / ∫ desired dt.
///
/// Both for each workload, and for all of them together.
extension RunSummary {
  mutating func addWorkloads(_ source: ReportSource) {
    let cluster = source.cluster
    guard !cluster.workloads.isEmpty else { return }
    let window = source.window
    var areas: ContiguousArray<ReplicaAreas> = ContiguousArray(
      cluster.workloads.map { ReplicaAreas(at: $0.created, within: window) })
    for change in source.recording.workloads {
      areas[change.workload.row].set(
        desired: Int64(change.desired), ready: Int64(change.ready), at: change.time)
    }
    var sum = ReplicaAreas.Totals()
    var totals: [String: ReplicaAreas.Totals] = [:]
    var names = GroupRows<String>()
    for (row, record) in cluster.workloads.enumerated()
    where !record.owner.isPresent && record.kind.keepsPods {
      let end = record.removed.isSet ? min(record.removed, window.until) : window.until
      let total = areas[row].totals(until: end)
      sum.add(total)
      let name = "\(source.text(record.namespace))/\(source.text(record.name))"
      _ = names.row(of: name)
      totals[name, default: ReplicaAreas.Totals()].add(total)
    }
    addReplicas("", sum)
    for name in names.keys {
      if let total = totals[name] { addReplicas("workload=\(name)", total) }
    }
  }

  private mutating func addReplicas(_ subject: String, _ totals: ReplicaAreas.Totals) {
    ratio("availability", of: subject, totals.availability)
    seconds("replica_deficit_seconds", of: subject, Int64(clamping: totals.deficit))
  }
}

/// What a controller wanted and did not have, over time.
struct ReplicaAreas {
  /// Areas in pods times microseconds.
  struct Totals: Equatable {
    var desired: Int128 = 0
    var deficit: Int128 = 0

    mutating func add(_ other: Totals) {
      desired += other.desired
      deficit += other.deficit
    }

    /// The part of what was wanted that was there, in millionths; nil if nothing was wanted.
    var availability: Int64? { Ratio.millionths(desired - deficit, of: desired) }
  }

  private var desired: LevelArea
  private var deficit: LevelArea

  init(at start: SimulationTime, within window: ReportWindow) {
    desired = LevelArea(0, at: start, within: window)
    deficit = LevelArea(0, at: start, within: window)
  }

  mutating func set(desired wanted: Int64, ready: Int64, at time: SimulationTime) {
    desired.set(wanted, at: time)
    deficit.set(max(0, wanted - ready), at: time)
  }

  func totals(until end: SimulationTime) -> Totals {
    Totals(desired: desired.total(until: end), deficit: deficit.total(until: end))
  }
}
