import ClusterSimulation
import ClusterState
import KubernetesObjects
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
  /// When the node was tainted `NoExecute`; unset if it was not.
  let tainted: SimulationTime
  /// When the node came back, or was struck anew; unset if neither.
  let ended: SimulationTime
  /// Whether the node came back at `ended`.
  let isRepaired: Bool
  /// The ways of the pods that were driven away, in the order of their creation.
  fileprivate(set) var paths: ContiguousArray<RecoveryPath> = []
  /// The durations by phase, one for each pod that has come to it.
  fileprivate(set) var durations: [FailurePhase: ContiguousArray<ObservedDuration>] = [:]

  /// The distribution of a phase; nil if no pod has come to it.
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
    for (row, deletion) in source.recording.deletions.enumerated()
    where deletion.cause.followsFailure && deletion.node.isPresent {
      evictionOfPod[deletion.pod] = evictionOfPod[deletion.pod] ?? row
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
    let tainted = taint(of: incident, before: ended)
    let next = next(ofIncident: row).map { source.recording.incidents[$0].kind }
    var report = IncidentReport(
      number: reports.count + 1, time: incident.time, node: incident.node, kind: incident.kind,
      podCount: affected.count, detected: detected, tainted: tainted, ended: ended,
      isRepaired: next?.strikes == false)
    // A node that is struck still goes on being noticed, tainted and emptied.
    let isStruck = !ended.isSet && source.cluster.nodes[incident.node.row].isPresent
    report.add(.detect, from: incident.time, to: detected, orUntil: isStruck ? source.end : nil)
    let isTainting = isStruck && taintsNodes
    report.add(.taint, from: detected, to: tainted, orUntil: isTainting ? source.end : nil)
    let start = tainted.isSet || isTainting ? tainted : detected
    for pod in affected {
      if let row = eviction(of: pod, in: report) {
        add(pod, source.recording.deletions[row].time, start, to: &report)
      } else if isStruck, source.cluster.pods[pod].isActive, !bearsNode(pod) {
        report.add(.tolerate, from: start, to: .unset, orUntil: source.end)
        if source.cluster.pods[pod].owner.isPresent {
          report.add(.recover, from: incident.time, to: .unset, orUntil: source.end)
        }
      }
    }
    return report
  }

  /// The deletion of a pod that the incident of `report` drove away; nil if it did not.
  private func eviction(of pod: PodID, in report: IncidentReport) -> Int? {
    guard let row = evictionOfPod[pod] else { return nil }
    let time = source.recording.deletions[row].time
    guard time >= report.time, !report.ended.isSet || time <= report.ended else { return nil }
    return row
  }

  /// The stations of one pod that the incident drove away at `evicted`.
  private func add(
    _ id: PodID, _ evicted: SimulationTime, _ start: SimulationTime,
    to report: inout IncidentReport
  ) {
    report.add(.tolerate, from: start, to: evicted)
    let pod = source.cluster.pods[id]
    var path = RecoveryPath(left: evicted, removed: pod.removed)
    defer { report.paths.append(path) }
    report.add(.terminate, from: evicted, to: pod.removed, orUntil: source.end)
    guard let replacement = replacements.lastingReplacement(of: id, in: source.cluster) else {
      guard isWanted(pod.owner) else { return }
      path.isWanted = true
      report.add(.requeue, from: evicted, to: .unset, orUntil: source.end)
      report.add(.recover, from: report.time, to: .unset, orUntil: source.end)
      return
    }
    let new = source.cluster.pods[replacement]
    path.follow(new)
    let limit = new.isActive ? source.end : nil
    report.add(.requeue, from: evicted, to: new.created)
    report.add(.bind, from: new.created, to: new.scheduled, orUntil: limit)
    report.add(.run, from: new.scheduled, to: new.started, orUntil: limit)
    report.add(.ready, from: new.started, to: new.firstReady, orUntil: limit)
    report.add(.recover, from: report.time, to: new.firstReady, orUntil: limit)
  }

  /// Whether the node controller taints nodes that are lost, and does not empty them itself.
  private var taintsNodes: Bool {
    if case .taints = source.configuration.controlPlane.nodeLifecycle.eviction { return true }
    return false
  }

  /// Whether `pod` may stay on its node for ever: as it is tainted, or is to be.
  private func bearsNode(_ pod: PodID) -> Bool {
    let record = source.cluster.pods[pod]
    let tolerations = source.cluster.templates[record.template].pod.spec.tolerations
    guard taintsNodes else { return false }
    let present = source.cluster.nodes[record.node.row].taints.filter { $0.effect == .noExecute }
      .map { Taint(key: source.text($0.key), value: source.text($0.value), effect: .noExecute) }
    let unreachable = Taint(
      key: NodeLifecycleTaint.unreachableNoExecute.key, effect: .noExecute)
    return (present.isEmpty ? [unreachable] : present).allSatisfy { taint in
      let matching = tolerations.filter { $0.tolerates(taint) }
      return !matching.isEmpty && matching.allSatisfy { $0.tolerationSeconds == nil }
    }
  }

  /// Whether `owner` has fewer pods than it wants.
  private func isWanted(_ owner: WorkloadID) -> Bool {
    guard owner.isPresent, source.cluster.workloads[owner.row].isPresent else { return false }
    return source.cluster.pods.counts(of: owner).active
      < source.cluster.workloads[owner.row].replicas
  }

  /// Whether `id` was bound to its node and not ended at `time`.
  private func isThere(_ id: PodID, at time: SimulationTime) -> Bool {
    let pod = source.cluster.pods[id]
    return pod.scheduled <= time && (!pod.finished.isSet || pod.finished > time)
      && (!pod.removed.isSet || pod.removed > time)
  }

  /// When the node of an incident came back, or was struck anew; unset if neither.
  private func end(ofIncident row: Int) -> SimulationTime {
    next(ofIncident: row).map { source.recording.incidents[$0].time } ?? .unset
  }

  /// The row of what happened next to the node of an incident.
  private func next(ofIncident row: Int) -> Int? {
    incidentsOfNode[source.recording.incidents[row].node].first { $0 > row }
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
  /// Notes that a pod, or the node, went from one instant to a later one in `phase`, or has been in
  /// it until `limit` if the phase goes on.
  fileprivate mutating func add(
    _ phase: FailurePhase, from: SimulationTime, to: SimulationTime,
    orUntil limit: SimulationTime? = nil
  ) {
    guard let duration = LatencyStage.span(from, to.isSet ? to : limit ?? .unset) else { return }
    durations[phase, default: []].append(
      ObservedDuration(microseconds: duration, isOver: to.isSet))
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
