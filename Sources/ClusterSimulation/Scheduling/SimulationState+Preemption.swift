import ClusterState
import Scheduling
import SimulationEngine

/// Preemption carried out: the victims go gracefully, and the pod that they make room for waits for
/// them with the promise of their node.
///
/// Source: `pkg/scheduler/framework/preemption`, Kubernetes 1.34, with asynchronous preemption.
extension SimulationState {
  /// Promises the chosen node to `pod` and asks for the deletion of the victims: of all but the
  /// last at once, and of the last when those have been asked for.
  mutating func preempt(for pod: PodID, _ decision: Decision) {
    let node = decision.nominatedNode
    let preemptor = scheduler.placed(pod, cluster.pods[pod])
    send(.nominationDue(pod, node))
    // Pods of lower priority that were promised the node may not fit there any more.
    for entry in scheduler.core.nominations.entries
    where entry.node == node && entry.pod.priority < preemptor.priority {
      send(.nominationDue(entry.pod.pod, .absent))
    }
    scheduler.core.nominations.nominate(preemptor, to: node)
    guard let last = decision.victims.last else { return }
    guard decision.victims.count > 1 else {
      askForEviction(of: last.pod, from: node, for: pod)
      return
    }
    scheduler.queue.setPreempting(pod, true)
    var end = now
    for victim in decision.victims.dropLast() {
      end = max(end, askForEviction(of: victim.pod, from: node, for: pod))
    }
    loop.post(.scheduling(.lastEvictionDue(last.pod, node, preemptor: pod)), at: end)
  }

  /// Takes the promise of a node back, if `pod` has one.
  mutating func loseNomination(_ pod: PodID) {
    scheduler.core.nominations.withdraw(pod)
    if cluster.pods[pod].nominatedNode.isPresent { send(.nominationDue(pod, .absent)) }
  }

  /// The last victim's turn. From here on an event can wake the preemptor: the deletion that is
  /// asked for now may be the one that it waits for.
  mutating func askForLastEviction(of victim: PodID, from node: NodeID, for preemptor: PodID) {
    scheduler.queue.setPreempting(preemptor, false)
    askForEviction(of: victim, from: node, for: preemptor)
  }

  /// Asks for two writes, the victim's condition and its deletion; returns when they are done.
  @discardableResult
  private mutating func askForEviction(
    of victim: PodID, from node: NodeID, for preemptor: PodID
  ) -> SimulationTime {
    let conditionSent = scheduler.client.take(at: now)
    let deletionSent = scheduler.client.take(at: conditionSent)
    let due = deletionSent + configuration.controlPlane.apiServerWriteLatency * 2
    loop.post(.scheduling(.evictionDue(victim, node, preemptor: preemptor)), at: due)
    return due
  }

  private mutating func send(_ write: SchedulingEvent) {
    let sent = scheduler.client.take(at: now)
    loop.post(.scheduling(write), at: sent + configuration.controlPlane.apiServerWriteLatency)
  }

  mutating func evict(_ victim: PodID, from node: NodeID, for preemptor: PodID) {
    guard !cluster.pods[victim].isRemoved else { return }
    cluster.markPreempted(victim, at: now)
    delete(victim, .preemption, grace: nil)
    let name = cluster.symbols[cluster.nodes[node.row].name]
    recordEvent(
      "Preempted", "default-scheduler", .pod, victim.index, isWarning: false,
      message: "Preempted by pod \(preemptor.row + 1) on node \(name)")
  }

  mutating func writeNomination(of pod: PodID, to node: NodeID) {
    guard cluster.pods[pod].isWaiting else { return }
    cluster.nominate(pod, to: node, at: now)
  }
}
