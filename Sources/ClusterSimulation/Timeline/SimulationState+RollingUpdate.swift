import ClusterState
import SimulationEngine

/// A rolling update in the middle of a run.
struct RollingUpdateState: Sendable {
  let update: RollingUpdate
  let old: WorkloadID
  let new: WorkloadID
  let wanted: Int32
  var step: Step = .growing
  var stepStarted: SimulationTime
  var isOver = false

  /// What the client waits for.
  enum Step: Sendable {
    /// The new controller has one more replica, which must get ready.
    case growing
    /// The old controller has one less; the pause between two steps runs.
    case pausing
  }
}

/// `kubectl rolling-update`: a client that replaces one replication controller by another, one pod
/// at a time, and stops where it is if a step takes too long.
///
/// Source: `pkg/kubectl/rolling_updater.go`, Kubernetes 1.0 to 1.2.
extension SimulationState {
  mutating func begin(_ update: RollingUpdate) {
    let old = ObjectTarget.named(
      kind: "ReplicationController", namespace: update.namespace, name: update.old)
    guard let oldID = workloads(of: old).first else { return }
    let wanted = cluster.workloads[oldID.row].replicas
    var controller = update.new
    controller.metadata.namespace = update.namespace
    controller.spec.replicas = 0
    apply(controller)
    let new = ObjectTarget.named(
      kind: "ReplicationController", namespace: update.namespace,
      name: update.new.metadata.name)
    guard let newID = workloads(of: new).first else { return }
    rollingUpdates.append(
      RollingUpdateState(update: update, old: oldID, new: newID, wanted: wanted, stepStarted: now))
    grow(rollingUpdates.count - 1)
  }

  /// Looks whether the present step is done.
  mutating func stepRollingUpdate(_ row: Int) {
    let state = rollingUpdates[row]
    guard !state.isOver else { return }
    let new = cluster.workloads[state.new.row]
    switch state.step {
    case .growing where new.status.readyReplicas >= new.replicas: shrink(row)
    case .growing where now - state.stepStarted >= state.update.timeout:
      rollingUpdates[row].isOver = true
    case .growing: loop.post(.rollingUpdateDue(Int32(row)), after: state.update.pollInterval)
    case .pausing: grow(row)
    }
  }

  private mutating func grow(_ row: Int) {
    let state = rollingUpdates[row]
    let new = cluster.workloads[state.new.row]
    let old = cluster.workloads[state.old.row]
    guard new.replicas < state.wanted || old.replicas > 0 else {
      cluster.removeWorkload(state.old, at: now)
      rollingUpdates[row].isOver = true
      return
    }
    cluster.setReplicas(of: state.new, min(state.wanted, new.replicas + 1), at: now)
    rollingUpdates[row].step = .growing
    rollingUpdates[row].stepStarted = now
    loop.post(.rollingUpdateDue(Int32(row)), after: state.update.pollInterval)
  }

  private mutating func shrink(_ row: Int) {
    let state = rollingUpdates[row]
    let old = cluster.workloads[state.old.row]
    cluster.setReplicas(of: state.old, max(0, old.replicas - 1), at: now)
    rollingUpdates[row].step = .pausing
    loop.post(.rollingUpdateDue(Int32(row)), after: state.update.updatePeriod)
  }
}
