import ClusterState
import Scheduling
import SimulationEngine

/// A scheduler that starts where another one ended.
extension SchedulerLoop {
  /// Lists what is there, as a new process does: every pod that waits gets its turn at once, and
  /// nobody knows how often it was tried or how long it was to back off.
  ///
  /// The pods are listed in the order of their names, as the API server lists them, and are all of
  /// one age to the queue. Bindings that were asked for arrive all the same.
  mutating func restart(in world: inout World) {
    while let change = world.nextChange(for: .scheduler) { observe(change, in: &world) }
    guard policy == nil else { return }
    let waiting = waitingPods(in: world.cluster)
    guard usesQueue else { return arrivals.restart(with: waiting) }
    for pod in waiting {
      queue.remove(pod)
      let template = world.cluster.templates[world.cluster.pods[pod].template]
      queue.add(
        pod, view.kind(of: pod, in: world.cluster), priority: template.priority,
        isGated: view.isGated(template), at: world.now)
    }
  }

  /// The pods that want a node and are neither tried nor bound just now, by namespace and name.
  private func waitingPods(in cluster: borrowing ClusterState) -> ContiguousArray<PodID> {
    var named: ContiguousArray<(key: String, pod: PodID)> = []
    for pod in pending.list where cluster.pods[pod].isWaiting {
      let place = queue[pod]?.place
      guard place != .inFlight, place != .binding else { continue }
      let record = cluster.pods[pod]
      let namespace = cluster.symbols[cluster.templates[record.template].namespace]
      named.append(("\(namespace)/\(record.name.text(cluster.symbols))", pod))
    }
    named.sort { ($0.key, $0.pod.row) < ($1.key, $1.pod.row) }
    return ContiguousArray(named.map(\.pod))
  }
}
