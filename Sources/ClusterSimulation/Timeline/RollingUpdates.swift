import ClusterState
import SimulationEngine

/// `kubectl rolling-update`: a client that replaces one replication controller by another, one pod
/// at a time, and stops where it is if a step takes too long.
///
/// Source: `pkg/kubectl/rolling_updater.go`, Kubernetes 1.0 to 1.2.
struct RollingUpdates: Sendable {
  /// A rolling update in the middle of a run.
  private struct Update: Sendable {
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

  private var updates: ContiguousArray<Update> = []

  mutating func begin(_ update: RollingUpdate, in world: inout World) {
    let old = ObjectTarget.named(
      kind: "ReplicationController", namespace: update.namespace, name: update.old)
    guard let oldID = world.workloads(of: old).first else { return }
    let wanted = world.cluster.workloads[oldID.row].replicas
    var controller = update.new
    controller.metadata.namespace = update.namespace
    controller.spec.replicas = 0
    world.apply(controller)
    let new = ObjectTarget.named(
      kind: "ReplicationController", namespace: update.namespace,
      name: update.new.metadata.name)
    guard let newID = world.workloads(of: new).first else { return }
    updates.append(
      Update(update: update, old: oldID, new: newID, wanted: wanted, stepStarted: world.now))
    grow(updates.count - 1, in: &world)
  }

  /// Looks whether the present step is done.
  mutating func step(_ row: Int, in world: inout World) {
    let state = updates[row]
    guard !state.isOver else { return }
    let new = world.cluster.workloads[state.new.row]
    switch state.step {
    case .growing where new.status.readyReplicas >= new.replicas: shrink(row, in: &world)
    case .growing where world.now - state.stepStarted >= state.update.timeout:
      updates[row].isOver = true
    case .growing:
      world.loop.post(.timeline(.rollingUpdateDue(Int32(row))), after: state.update.pollInterval)
    case .pausing: grow(row, in: &world)
    }
  }

  private mutating func grow(_ row: Int, in world: inout World) {
    let state = updates[row]
    let new = world.cluster.workloads[state.new.row]
    let old = world.cluster.workloads[state.old.row]
    guard new.replicas < state.wanted || old.replicas > 0 else {
      world.cluster.removeWorkload(state.old, at: world.now)
      updates[row].isOver = true
      return
    }
    world.cluster.setReplicas(of: state.new, min(state.wanted, new.replicas + 1), at: world.now)
    updates[row].step = .growing
    updates[row].stepStarted = world.now
    world.loop.post(.timeline(.rollingUpdateDue(Int32(row))), after: state.update.pollInterval)
  }

  private mutating func shrink(_ row: Int, in world: inout World) {
    let state = updates[row]
    let old = world.cluster.workloads[state.old.row]
    world.cluster.setReplicas(of: state.old, max(0, old.replicas - 1), at: world.now)
    updates[row].step = .pausing
    world.loop.post(.timeline(.rollingUpdateDue(Int32(row))), after: state.update.updatePeriod)
  }
}
