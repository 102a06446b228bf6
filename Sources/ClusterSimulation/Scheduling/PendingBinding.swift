import ClusterState
import Scheduling
import SimulationEngine

/// A binding that waits for volumes: the writes that are under way.
struct PendingBinding: Sendable {
  /// The write of the nomination, where there is one.
  let nomination: EventHandle?
  let binding: EventHandle
  /// When the volumes are there and the binding is asked for.
  let end: SimulationTime
}

/// From the choice of a node to the binding: what has to be ready first, and how it is called off.
///
/// Source: `bindingCycle`, Kubernetes 1.34, and 1.36 for nominations, victims and deleted pods.
extension SchedulerLoop {
  /// Asks for the binding of `pod`; with `isPrepared`, for the write of its claims before that, and
  /// for its nomination before both if the version has it.
  mutating func startBinding(
    of pod: PodID, to node: NodeID, isPrepared: Bool, in world: inout World
  ) {
    let settings = world.configuration.controlPlane
    guard isPrepared else {
      let time = client.take(at: world.now) + settings.scheduler.bindLatency
      world.loop.post(.scheduling(.bindingDue(pod, node)), at: time)
      return
    }
    var start = world.now
    var nomination: EventHandle?
    if view.core.rules.has(.expectedNode) {
      start = client.take(at: start) + settings.apiServerWriteLatency
      nomination = world.loop.post(.scheduling(.nominationDue(pod, node)), at: start)
    }
    let end = client.take(at: start) + settings.apiServerWriteLatency
    let time = client.take(at: end) + settings.scheduler.bindLatency
    let binding = world.loop.post(.scheduling(.bindingDue(pod, node)), at: time)
    preparations[pod] = PendingBinding(nomination: nomination, binding: binding, end: end)
  }

  /// Gives back at once what `pod` was assumed to hold, which is being deleted before it is bound.
  ///
  /// The write of its binding is refused when it arrives. Source: `handleAssumedPodDeletion` of
  /// `pkg/scheduler/eventhandlers.go`, Kubernetes 1.36; before, the refusal itself gave the room
  /// back.
  mutating func abandonBinding(
    of pod: PodID, _ record: PodRecord, in world: borrowing World
  ) {
    guard view.core.rules.has(.abandonedBindings), !record.node.isPresent else { return }
    queue.remove(pod)
    forgetAssumed(pod, record, in: world)
  }

  /// Counts `pod` nowhere any more, and lets those know who wait for its room.
  mutating func forgetAssumed(_ pod: PodID, _ record: PodRecord, in world: borrowing World) {
    view.forget(pod)
    let facts = PodFacts(pod, template: record.template, isAssigned: true)
    notifyQueue(of: .assignedPodDeleted(facts), in: world)
  }

  /// Calls the binding of `victim` off if it is being prepared, and sends the pod back to the
  /// queue; false if the victim has to be deleted.
  mutating func callOffBinding(of victim: PodID, in world: inout World) -> Bool {
    guard view.core.rules.has(.requeuedVictims), let preparation = preparations[victim],
      world.now < preparation.end, world.cluster.pods[victim].isWaiting
    else { return false }
    preparations[victim] = nil
    world.loop.cancel(preparation.binding)
    if let nomination = preparation.nomination { world.loop.cancel(nomination) }
    forgetAssumed(victim, world.cluster.pods[victim], in: world)
    loseNomination(victim, in: &world)
    world.recordSchedulingFailure(of: victim, "preempted")
    queue.fail(victim, at: world.now)
    return true
  }
}
