import ClusterState
import SimulationEngine

/// `kubectl rolling-update`: a client that replaces one replication controller by another, pod by
/// pod. It scales up, waits for things to settle, scales down as far as new pods are ready, and so
/// on. It stops where it is if it makes no progress for too long.
///
/// Source: `Update` of `pkg/kubectl/rolling_updater.go`, Kubernetes 1.1 to 1.3, with kubectl's
/// `maxSurge` of 1 and `maxUnavailable` of 0; with these 1.0 takes equal steps.
struct RollingUpdates: Sendable {
  private static let maxSurge: Int32 = 1

  /// A rolling update in the middle of a run.
  private struct Update: Sendable {
    let update: RollingUpdate
    let old: WorkloadID
    let new: WorkloadID
    let wanted: Int32
    var step: Step = .scalingUp
    var stepStarted: SimulationTime
    var lastProgress: SimulationTime
    var hasProgressed = false
    var isOver = false

    /// What the client waits for.
    enum Step: Sendable {
      /// The status of the new controller says that it has been scaled.
      case scalingUp
      /// The pause between the two halves of a round.
      case settling
      /// The status of the old controller says that it has been scaled.
      case scalingDown
    }
  }

  private var updates: ContiguousArray<Update> = []

  mutating func begin(_ update: RollingUpdate, in world: inout World) {
    let old = ObjectTarget.named(
      kind: "ReplicationController", namespace: update.namespace, name: update.old)
    guard let oldID = world.workloads(of: old).first else { return }
    var controller = update.new
    let wanted =
      controller.spec.replicas > 0
      ? controller.spec.replicas : world.cluster.workloads[oldID.row].replicas
    controller.metadata.namespace = update.namespace
    controller.spec.replicas = 0
    world.apply(controller)
    let new = ObjectTarget.named(
      kind: "ReplicationController", namespace: update.namespace,
      name: update.new.metadata.name)
    guard let newID = world.workloads(of: new).first else { return }
    updates.append(
      Update(
        update: update, old: oldID, new: newID, wanted: wanted, stepStarted: world.now,
        lastProgress: world.now))
    beginRound(updates.count - 1, in: &world)
  }

  /// Looks whether the present step is done.
  mutating func step(_ row: Int, in world: inout World) {
    let state = updates[row]
    guard !state.isOver else { return }
    guard [state.old, state.new].allSatisfy({ world.cluster.workloads[$0.row].isPresent }) else {
      updates[row].isOver = true
      return
    }
    switch state.step {
    case .scalingUp:
      awaitStatus(state.new, row, in: &world) { $0.settle($1, in: &$2) }
    case .settling: scaleDown(row, in: &world)
    case .scalingDown:
      awaitStatus(state.old, row, in: &world) { $0.endRound($1, in: &$2) }
    }
  }

  /// Scales up as far as the surge allows; all the way where nothing of the old is left.
  private mutating func beginRound(_ row: Int, in world: inout World) {
    let state = updates[row]
    let (old, new) = replicas(state, world)
    guard new != state.wanted || old > 0 else {
      world.cluster.removeWorkload(state.old, at: world.now)
      updates[row].isOver = true
      return
    }
    updates[row].hasProgressed = false
    let room = old == 0 ? state.wanted - new : state.wanted + Self.maxSurge - old - new
    guard new != state.wanted, room > 0 else { return settle(row, in: &world) }
    scale(state.new, to: min(state.wanted, new + room), row, .scalingUp, in: &world)
  }

  private mutating func settle(_ row: Int, in world: inout World) {
    updates[row].step = .settling
    let update = updates[row].update
    // A round in which nothing could be done takes time even without a pause.
    let least = updates[row].hasProgressed ? .zero : max(update.pollInterval, .milliseconds(1))
    post(row, after: max(update.updatePeriod, least), in: &world)
  }

  /// Scales down as far as what is ready of the new allows.
  private mutating func scaleDown(_ row: Int, in world: inout World) {
    let state = updates[row]
    let (old, new) = replicas(state, world)
    let ready = min(new, world.cluster.workloads[state.new.row].status.readyReplicas)
    let surplus = old + ready - state.wanted
    guard old > 0, surplus > 0 else { return endRound(row, in: &world) }
    let isWhole = new == state.wanted && ready == state.wanted
    scale(state.old, to: isWhole ? 0 : max(0, old - surplus), row, .scalingDown, in: &world)
  }

  private mutating func endRound(_ row: Int, in world: inout World) {
    if updates[row].hasProgressed {
      updates[row].lastProgress = world.now
    } else if world.now - updates[row].lastProgress > updates[row].update.timeout {
      updates[row].isOver = true
      return
    }
    beginRound(row, in: &world)
  }

  private mutating func scale(
    _ id: WorkloadID, to replicas: Int32, _ row: Int, _ step: Update.Step, in world: inout World
  ) {
    world.cluster.setReplicas(of: id, replicas, at: world.now)
    updates[row].step = step
    updates[row].stepStarted = world.now
    updates[row].hasProgressed = true
    post(row, after: updates[row].update.pollInterval, in: &world)
  }

  /// Goes on with `next` once the status of `id` says what is wanted of it; looks again later until
  /// then, and gives up after the timeout.
  private mutating func awaitStatus(
    _ id: WorkloadID, _ row: Int, in world: inout World,
    _ next: (inout RollingUpdates, Int, inout World) -> Void
  ) {
    let record = world.cluster.workloads[id.row]
    if record.status.replicas == record.replicas {
      next(&self, row, &world)
    } else if world.now - updates[row].stepStarted >= updates[row].update.timeout {
      updates[row].isOver = true
    } else {
      post(row, after: updates[row].update.pollInterval, in: &world)
    }
  }

  private func replicas(_ state: Update, _ world: borrowing World) -> (old: Int32, new: Int32) {
    (
      world.cluster.workloads[state.old.row].replicas,
      world.cluster.workloads[state.new.row].replicas
    )
  }

  private func post(_ row: Int, after delay: SimulationDuration, in world: inout World) {
    world.loop.post(.timeline(.rollingUpdateDue(Int32(row))), after: delay)
  }
}
