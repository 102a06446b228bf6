import ClusterSimulation
import ClusterState
import SimulationEngine

/// The run as a whole, and what had become of its pods and nodes when the window ended.
extension RunSummary {
  mutating func addRun(_ source: ReportSource) {
    let recording = source.recording
    seconds("run.end_seconds", source.end.microseconds)
    count("run.events", recording.eventCount, "events")
    count("run.incomplete", recording.isIncomplete ? 1 : 0, "")
    let nodes = source.closing.nodes.filter(\.isPresent)
    count("nodes.count", nodes.count, "nodes")
    count("nodes.ready", nodes.count { $0.ready == .yes }, "nodes")
  }

  /// Every pod that was created is deleted, or terminating, or in one of the four phases.
  mutating func addPods(_ source: ReportSource) {
    let census = PodCensusAtEnd(source.closing)
    count("pods.created", source.closing.pods.count, "pods")
    count("pods.scheduled", census.scheduled, "pods")
    count("pods.pending", census.pending, "pods")
    count("pods.running", census.running, "pods")
    count("pods.ready", census.ready, "pods")
    count("pods.succeeded", census.succeeded, "pods")
    count("pods.failed", census.failed, "pods")
    count("pods.terminating", census.terminating, "pods")
    count("pods.deleted", census.deleted, "pods")
    count("pods.unscheduled", census.unscheduled, "pods")
    count("pods.restarts", census.restarts, "restarts")
  }
}

/// Where the pods of a run were at its end.
struct PodCensusAtEnd: Equatable {
  /// Bound at some time.
  private(set) var scheduled = 0
  private(set) var pending = 0
  private(set) var running = 0
  private(set) var ready = 0
  private(set) var succeeded = 0
  private(set) var failed = 0
  /// Being deleted, and still there.
  private(set) var terminating = 0
  private(set) var deleted = 0
  /// Pending without a node: the part of the pending ones that no node was found for.
  private(set) var unscheduled = 0
  private(set) var restarts = 0

  init(_ cluster: ClusterState) {
    for row in 0..<cluster.pods.count { add(cluster.pods[PodID(row)]) }
  }

  private mutating func add(_ pod: PodRecord) {
    if pod.scheduled.isSet { scheduled += 1 }
    restarts += Int(pod.restarts)
    if pod.isRemoved {
      deleted += 1
      return
    }
    if pod.isReady { ready += 1 }
    if pod.isDeleting {
      terminating += 1
      return
    }
    switch pod.phase {
    case .pending:
      pending += 1
      if !pod.node.isPresent { unscheduled += 1 }
    case .running: running += 1
    case .succeeded: succeeded += 1
    case .failed: failed += 1
    }
  }
}
