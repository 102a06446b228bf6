import ClusterState
import KubernetesObjects
import SimulationEngine

/// Rollouts that are paused, resumed, restarted and undone, as `kubectl rollout` does.
///
/// Source: `staging/src/k8s.io/kubectl/pkg/polymorphichelpers`, Kubernetes 1.34.
extension World {
  mutating func roll(_ target: ObjectTarget, _ command: RolloutCommand) {
    for id in workloads(of: target) { roll(id, command) }
  }

  private mutating func roll(_ id: WorkloadID, _ command: RolloutCommand) {
    guard case .deployment(var detail)? = cluster.detail(of: id) else { return }
    switch command {
    case .pause, .resume:
      detail.isPaused = command == .pause
      cluster.setDetail(of: id, .deployment(detail), at: now)
    // kubectl refuses both while the rollout is paused.
    case .restart where !detail.isPaused: restart(id)
    case .undo(let revision) where !detail.isPaused: undo(id, toRevision: revision)
    case .restart, .undo: break
    }
  }

  private mutating func restart(_ id: WorkloadID) {
    var pod = cluster.templates[cluster.workloads[id.row].template].pod
    let (start, micros) = (configuration.startTime, now.microseconds)
    let time = Timestamp(
      seconds: start.seconds.addingReportingOverflow(micros / 1_000_000).partialValue)
    pod.metadata.annotations["kubectl.kubernetes.io/restartedAt"] = time.description
    cluster.setTemplate(of: id, cluster.template(for: pod), at: now)
  }

  /// Puts the template of an earlier replica set in place: that of `revision`, or of the one before
  /// the newest.
  private mutating func undo(_ id: WorkloadID, toRevision revision: Int64?) {
    var history: [(revision: Int64, source: PodTemplateID)] = []
    for row in cluster.workloads.indices {
      let record = cluster.workloads[row]
      guard record.isPresent, record.owner == id,
        case .replicaSet(let detail)? = cluster.detail(of: WorkloadID(row))
      else { continue }
      history.append((detail.revision, detail.source))
    }
    history.sort { $0.revision < $1.revision }
    let former =
      revision.map { wanted in history.first { $0.revision == wanted } }
      ?? history.dropLast().last
    if let former { cluster.setTemplate(of: id, former.source, at: now) }
  }
}
