import ClusterState
import Scheduling
import SimulationEngine

/// The queue with the hints of the loop's scheduler.
extension SchedulerLoop {
  /// Wakes the pods of at most `priority` that `event` can help.
  mutating func notifyQueue(
    of event: ClusterEvent, atMost priority: Int32 = .max, in world: borrowing World
  ) {
    guard usesQueue, queue.heedsEvents else { return }
    Self.handle(event, atMost: priority, at: world.now, &queue, view.core, world.cluster)
  }

  /// Tells the queue that `pod` is of another kind now, which makes `changes`.
  mutating func changeKind(
    of pod: PodID, to kind: QueuedPod.Kind, isGated: Bool, _ changes: [ClusterEvent],
    in world: borrowing World
  ) {
    Self.update(
      pod, kind, isGated: isGated, changes, at: world.now, &queue, view.core, world.cluster)
  }

  /// Parks `pod`, which `plugins` turned down.
  mutating func reject(_ pod: PodID, by plugins: RejectingPlugins, in world: borrowing World) {
    Self.reject(pod, by: plugins, at: world.now, &queue, view.core, world.cluster)
  }

  // The queue changes while the scheduler is asked, and neither is copied: so both are handed over.

  private static func handle(
    _ event: ClusterEvent, atMost priority: Int32, at now: SimulationTime,
    _ queue: inout SchedulingQueue, _ core: Scheduler, _ cluster: ClusterState
  ) {
    queue.handle(event, atMost: priority, at: now) {
      core.helps($0, $1, rejectedBy: $2, pod: $3, cluster)
    }
  }

  private static func update(
    _ pod: PodID, _ kind: QueuedPod.Kind, isGated: Bool, _ changes: [ClusterEvent],
    at now: SimulationTime, _ queue: inout SchedulingQueue, _ core: Scheduler,
    _ cluster: ClusterState
  ) {
    queue.update(pod, kind, isGated: isGated, changes: changes, at: now) {
      core.helps($0, $1, rejectedBy: $2, pod: $3, cluster)
    }
  }

  private static func reject(
    _ pod: PodID, by plugins: RejectingPlugins, at now: SimulationTime,
    _ queue: inout SchedulingQueue, _ core: Scheduler, _ cluster: ClusterState
  ) {
    queue.reject(pod, by: plugins, at: now) {
      core.helps($0, $1, rejectedBy: $2, pod: $3, cluster)
    }
  }
}
