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
    guard case .deployment(var detail)? = cluster.detail(of: id) else {
      return rollRevisions(id, command)
    }
    switch command {
    case .pause where detail.isPaused: refuse(id, "is already paused")
    case .resume where !detail.isPaused: refuse(id, "is not paused")
    case .restart where detail.isPaused:
      refuse(id, "can't restart paused deployment (run rollout resume first)")
    case .undo where detail.isPaused:
      refuse(
        id,
        "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' "
          + "and try again")
    case .pause, .resume:
      detail.isPaused = command == .pause
      cluster.setDetail(of: id, .deployment(detail), at: now)
    case .restart: restart(id)
    case .undo(let revision): undo(id, toRevision: revision)
    }
  }

  /// Rolls a workload that keeps its templates as revisions: it cannot be halted.
  private mutating func rollRevisions(_ id: WorkloadID, _ command: RolloutCommand) {
    switch command {
    case .pause: refuse(id, "pausing is not supported")
    case .resume: refuse(id, "resuming is not supported")
    case .restart: restart(id)
    case .undo(let wanted):
      let owned = cluster.revisions.owned(by: id).map { cluster.revisions[$0] }
      let history = owned.indices.sorted { (owned[$0].number, $0) < (owned[$1].number, $1) }
        .map { owned[$0] }
      let former =
        wanted.map { wanted in history.first { $0.number == wanted } } ?? history.dropLast().last
      guard let former else {
        return refuse(id, "unable to find specified revision \(wanted ?? 0) in history")
      }
      cluster.setTemplate(of: id, former.template, at: now)
    }
  }

  /// Writes down that kubectl refuses to touch a rollout, before it asks the API server.
  private mutating func refuse(_ id: WorkloadID, _ message: String) {
    let record = cluster.workloads[id.row]
    refuse(
      .rollout, record.kind.name, record.namespace, cluster.symbols[record.name],
      APIStatus(reason: .client, message: message))
  }

  private mutating func restart(_ id: WorkloadID) {
    var pod = cluster.templates[cluster.workloads[id.row].template].pod
    let (start, micros) = (configuration.startTime, now.microseconds)
    let time = Timestamp(
      seconds: start.seconds.addingReportingOverflow(micros / 1_000_000).partialValue)
    pod.metadata.annotations["kubectl.kubernetes.io/restartedAt"] = time.description
    cluster.setTemplate(of: id, cluster.workloadTemplate(for: pod), at: now)
  }

  /// Puts the template of an earlier replica set in place: that of `revision`, or of the one before
  /// the newest.
  private mutating func undo(_ id: WorkloadID, toRevision revision: Int64?) {
    var history: [(revision: Int64, source: PodTemplateID, annotations: LabelSet)] = []
    for row in cluster.workloads.indices {
      let record = cluster.workloads[row]
      guard record.isPresent, record.owner == id,
        case .replicaSet(let detail)? = cluster.detail(of: WorkloadID(row))
      else { continue }
      history.append((detail.revision, detail.source, record.annotations))
    }
    history.sort { $0.revision < $1.revision }
    let former =
      revision.map { wanted in history.first { $0.revision == wanted } }
      ?? history.dropLast().last
    guard let former else {
      let wanted = revision.map { "unable to find specified revision \($0) in history" }
      return refuse(id, wanted ?? "no rollout history found for deployment")
    }
    cluster.setMetadata(
      of: id, labels: cluster.workloads[id.row].labels, annotations: former.annotations, at: now)
    cluster.setTemplate(of: id, former.source, at: now)
  }
}
