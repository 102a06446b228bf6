import ClusterSimulation
import ClusterState
import SimulationEngine

/// What became of one incident: for each phase, the durations of the pods that went through it.
struct IncidentReport {
  /// The number of the incident, from 1.
  let number: Int
  /// When it struck.
  let time: SimulationTime
  /// What it struck.
  let node: NodeID
  let kind: Incident.Kind
  /// How many pods were on the node, not ended.
  let podCount: Int
  /// When the control plane saw it; unset if it did not.
  let detected: SimulationTime
  /// When the node came back; unset if it did not.
  let ended: SimulationTime
  /// The durations in microseconds by phase, one for each pod that completed it.
  fileprivate(set) var durations: [FailurePhase: ContiguousArray<Int64>] = [:]

  /// The distribution of a phase; nil if no pod completed it.
  func distribution(_ phase: FailurePhase) -> DurationDistribution? {
    durations[phase].flatMap { DurationDistribution($0) }
  }
}

/// Takes incidents apart.
struct IncidentReports {
  private let source: ReportSource
  private let replacements: Replacements
  private var podsOnNode: ContiguousArray<ContiguousArray<PodID>> = []
  private var incidentsOfNode = RowsByNode()
  private var conditionsOfNode = RowsByNode()
  private var taintsOfNode = RowsByNode()
  private var evictionOfPod: [PodID: Int] = [:]
  /// One for each incident that struck a node, in order of time.
  private(set) var reports: [IncidentReport] = []

  init(_ source: ReportSource, _ replacements: Replacements) {
    self.source = source
    self.replacements = replacements
    let incidents = source.recording.incidents
    guard incidents.contains(where: { $0.kind.strikes }) else { return }
    collectPods()
    incidentsOfNode = RowsByNode(incidents.lazy.map(\.node))
    conditionsOfNode = RowsByNode(source.recording.nodeConditions.lazy.map(\.node))
    taintsOfNode = RowsByNode(source.recording.taints.lazy.map(\.node))
    for (row, eviction) in source.recording.evictions.enumerated()
    where eviction.cause.followsFailure && evictionOfPod[eviction.pod] == nil {
      evictionOfPod[eviction.pod] = row
    }
    for row in incidents.indices where incidents[row].kind.strikes {
      reports.append(report(row))
    }
    podsOnNode = []
  }

  /// The pods of the nodes that were struck, by node.
  private mutating func collectPods() {
    var isStruck = ContiguousArray(repeating: false, count: source.cluster.nodes.count)
    for incident in source.recording.incidents { isStruck[incident.node.row] = true }
    podsOnNode = ContiguousArray(repeating: [], count: isStruck.count)
    for row in 0..<source.cluster.pods.count {
      let node = source.cluster.pods[PodID(row)].node
      if node.isPresent, isStruck[node.row] { podsOnNode[node.row].append(PodID(row)) }
    }
  }

  private func report(_ row: Int) -> IncidentReport {
    let incident = source.recording.incidents[row]
    let ended = end(ofIncident: row)
    let affected = podsOnNode[incident.node.row].filter { isThere($0, at: incident.time) }
    let detected = detection(of: incident, before: ended)
    var report = IncidentReport(
      number: reports.count + 1, time: incident.time, node: incident.node, kind: incident.kind,
      podCount: affected.count, detected: detected, ended: ended)
    report.add(.detect, from: incident.time, to: detected)
    let tainted = taint(of: incident, before: ended)
    report.add(.taint, from: detected, to: tainted)
    let start = tainted.isSet ? tainted : detected
    for pod in affected { add(pod, of: incident, start, before: ended, to: &report) }
    return report
  }

  /// The stations of one pod that the incident drove away.
  private func add(
    _ id: PodID, of incident: Incident, _ start: SimulationTime, before ended: SimulationTime,
    to report: inout IncidentReport
  ) {
    guard let row = evictionOfPod[id] else { return }
    let eviction = source.recording.evictions[row]
    guard eviction.time >= incident.time, !ended.isSet || eviction.time <= ended else { return }
    report.add(.tolerate, from: start, to: eviction.time)
    report.add(.terminate, from: eviction.time, to: source.cluster.pods[id].removed)
    guard let replacement = replacements.replacement(of: id) else { return }
    let pod = source.cluster.pods[replacement]
    report.add(.requeue, from: eviction.time, to: pod.created)
    report.add(.bind, from: pod.created, to: pod.scheduled)
    report.add(.run, from: pod.scheduled, to: pod.started)
    report.add(.ready, from: pod.started, to: pod.firstReady)
    report.add(.recover, from: incident.time, to: pod.firstReady)
  }

  /// Whether `id` was bound to its node and not ended at `time`.
  private func isThere(_ id: PodID, at time: SimulationTime) -> Bool {
    let pod = source.cluster.pods[id]
    return pod.scheduled <= time && (!pod.finished.isSet || pod.finished > time)
      && (!pod.removed.isSet || pod.removed > time)
  }

  /// When the node of an incident came back, or was struck anew; unset if neither.
  private func end(ofIncident row: Int) -> SimulationTime {
    let incidents = source.recording.incidents
    let next = incidentsOfNode[incidents[row].node].first { $0 > row }
    return next.map { incidents[$0].time } ?? .unset
  }

  private func detection(
    of incident: Incident, before ended: SimulationTime
  ) -> SimulationTime {
    let changes = source.recording.nodeConditions
    let row = conditionsOfNode[incident.node].first {
      changes[$0].status != .yes && changes[$0].time >= incident.time
        && (!ended.isSet || changes[$0].time <= ended)
    }
    return row.map { changes[$0].time } ?? .unset
  }

  private func taint(of incident: Incident, before ended: SimulationTime) -> SimulationTime {
    let changes = source.recording.taints
    let row = taintsOfNode[incident.node].first {
      changes[$0].isPresent && changes[$0].effect == .noExecute
        && changes[$0].time >= incident.time && (!ended.isSet || changes[$0].time <= ended)
    }
    return row.map { changes[$0].time } ?? .unset
  }
}

/// The rows of a table that are about each node, in their order.
private struct RowsByNode {
  private var rows: ContiguousArray<ContiguousArray<Int>> = []

  init() {}

  init(_ nodes: some Sequence<NodeID>) {
    for (row, node) in nodes.enumerated() {
      while rows.count <= node.row { rows.append([]) }
      rows[node.row].append(row)
    }
  }

  subscript(node: NodeID) -> ContiguousArray<Int> {
    node.row < rows.count ? rows[node.row] : []
  }
}

extension IncidentReport {
  /// Notes that a pod, or the node, went from one instant to a later one in `phase`.
  fileprivate mutating func add(
    _ phase: FailurePhase, from: SimulationTime, to: SimulationTime
  ) {
    guard let duration = LatencyStage.span(from, to) else { return }
    durations[phase, default: []].append(duration)
  }
}

extension Incident.Kind {
  /// Whether a node is struck, and not brought back.
  var strikes: Bool { self == .failed || self == .partitioned }
}

extension DeletionCause {
  /// Whether pods are deleted for this cause because their node was lost.
  var followsFailure: Bool {
    switch self {
    case .nodeTimeout, .taint, .nodeGone, .outOfService: true
    case .surplus, .terminatedPodLimit, .unscheduledTermination, .preemption, .request,
      .evictionAPI:
      false
    }
  }
}
