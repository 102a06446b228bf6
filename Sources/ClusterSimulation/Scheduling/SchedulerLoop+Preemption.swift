import ClusterState
import Scheduling
import SimulationEngine

/// Preemption carried out: the victims go gracefully, and the pod that they make room for waits for
/// them with the promise of their node.
///
/// Source: `pkg/scheduler/framework/preemption`, Kubernetes 1.34, with asynchronous preemption.
extension SchedulerLoop {
  /// Promises the chosen node to `pod` and asks for the deletion of the victims: of all but the
  /// last at once, and of the last when those have been asked for.
  mutating func preempt(for pod: PodID, _ decision: Decision, in world: inout World) {
    let node = decision.nominatedNode
    let preemptor = view.placed(pod, world.cluster.pods[pod])
    client.send(.nominationDue(pod, node), in: &world.loop)
    // Pods of lower priority that were promised the node may not fit there any more.
    for entry in view.core.nominations.entries
    where entry.node == node && entry.pod.priority < preemptor.priority {
      client.send(.nominationDue(entry.pod.pod, .absent), in: &world.loop)
    }
    view.core.nominations.nominate(preemptor, to: node)
    guard let last = decision.victims.last else { return }
    evictions.expect(decision.victims.count, for: pod)
    guard decision.victims.count > 1 else {
      askForEviction(of: last.pod, from: node, for: pod, in: &world)
      return
    }
    queue.setPreempting(pod, true)
    var end = world.now
    for victim in decision.victims.dropLast() {
      end = max(end, askForEviction(of: victim.pod, from: node, for: pod, in: &world))
    }
    world.loop.post(.scheduling(.lastEvictionDue(last.pod, node, preemptor: pod)), at: end)
  }

  /// Takes the promise of a node back, if `pod` has one.
  mutating func loseNomination(_ pod: PodID, in world: inout World) {
    view.core.nominations.withdraw(pod)
    if world.cluster.pods[pod].nominatedNode.isPresent {
      client.send(.nominationDue(pod, .absent), in: &world.loop)
    }
  }

  /// The last victim's turn. From here on an event can wake the preemptor: the deletion that is
  /// asked for now may be the one that it waits for.
  mutating func askForLastEviction(
    of victim: PodID, from node: NodeID, for preemptor: PodID, in world: inout World
  ) {
    queue.setPreempting(preemptor, false)
    askForEviction(of: victim, from: node, for: preemptor, in: &world)
  }

  /// Asks for the end of a victim, or calls its binding off; returns when that is done.
  @discardableResult
  private mutating func askForEviction(
    of victim: PodID, from node: NodeID, for preemptor: PodID, in world: inout World
  ) -> SimulationTime {
    if callOffBinding(of: victim, in: &world) { return world.now }
    return client.askForEviction(of: victim, from: node, for: preemptor, in: &world.loop)
  }
}

/// The deletions that are still to be asked for to make room for pods.
struct PendingEvictions: Sendable {
  private struct Count: Sendable {
    var left: Int
    /// Whether any of the pods was still there.
    var foundAny = false
  }

  private var counts: [PodID: Count] = [:]

  /// Notes that `count` pods are to be deleted to make room for `preemptor`.
  mutating func expect(_ count: Int, for preemptor: PodID) {
    counts[preemptor] = Count(left: count)
  }

  /// Notes that a deletion for `preemptor` was asked for; returns whether it was the last and none
  /// of the pods was there any more.
  mutating func note(for preemptor: PodID, found: Bool) -> Bool {
    guard var count = counts[preemptor] else { return false }
    count.left -= 1
    count.foundAny = count.foundAny || found
    counts[preemptor] = count.left > 0 ? count : nil
    return count.left == 0 && !count.foundAny
  }
}

/// What reaches the API server of a preemption.
extension World {
  mutating func evict(_ victim: PodID, from node: NodeID, for preemptor: PodID) {
    guard !cluster.pods[victim].isRemoved else { return }
    cluster.markPreempted(victim, at: now)
    delete(victim, .preemption, grace: nil)
    let name = cluster.symbols[cluster.nodes[node.row].name]
    recordEvent(
      "Preempted", "default-scheduler", .pod, victim.index, isWarning: false,
      message: preemptor.isPresent
        ? "Preempted by pod \(preemptor.row + 1) on node \(name)"
        : "Preempted by the policy on node \(name)")
  }

  mutating func nominate(_ pod: PodID, to node: NodeID) {
    guard cluster.pods[pod].isWaiting else { return }
    cluster.nominate(pod, to: node, at: now)
  }
}
