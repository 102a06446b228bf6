import ClusterState
import KubernetesObjects
import SimulationEngine

/// The taint manager: how long each pod may stay.
extension TaintEvictionController {
  /// Notes a write: a node's taints, or a pod's binding or end.
  public mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    switch (change.subject, change.verb) {
    case (.node, .added), (.node, .specified):
      let node = NodeID(Int(change.index))
      let taints = executingTaints(on: node, cluster)
      cluster.pods.forEach(on: node) { consider($0, taints, now, cluster, &actions) }
    case (.pod, .bound), (.pod, .specified):
      let pod = PodID(Int(change.index))
      guard cluster.pods[pod].node.isPresent, !cluster.pods[pod].isRemoved else { return }
      let taints = executingTaints(on: cluster.pods[pod].node, cluster)
      consider(pod, taints, now, cluster, &actions)
    case (.pod, .deleting), (.pod, .removed): evictions.cancel(PodID(Int(change.index)))
    default: break
    }
  }

  /// Deletes `pod` if the timer that ends is the one that counts.
  public mutating func tolerationEnded(
    of pod: PodID, generation: Int32, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    guard evictions.end(pod, generation: generation), !cluster.pods[pod].isDeleting else { return }
    actions.append(.deletePod(pod, .taint))
  }

  private mutating func consider(
    _ pod: PodID, _ taints: [Taint], _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ContiguousArray<ControllerAction>
  ) {
    guard !taints.isEmpty else {
      evictions.cancel(pod)
      return
    }
    let record = cluster.pods[pod]
    guard !record.isDeleting, !record.phase.isTerminal else { return }
    let tolerations = cluster.templates[record.template].pod.spec.tolerations
    switch TolerationTime(of: tolerations, under: taints) {
    case .unlimited: break
    case .none:
      evictions.cancel(pod)
      actions.append(.deletePod(pod, .taint))
    case .limited(let duration):
      if let timer = evictions.start(pod, duration, at: now) {
        actions.append(
          .post(.tolerationDue(pod, generation: timer.generation), after: timer.due - now))
      }
    }
  }

  private func executingTaints(
    on node: NodeID, _ cluster: borrowing ClusterState
  ) -> [Taint] {
    guard !cluster.nodes[node.row].taints.isEmpty else { return [] }
    return cluster.nodes[node.row].taints.filter { $0.effect == .noExecute }.map {
      Taint(key: cluster.symbols[$0.key], value: cluster.symbols[$0.value], effect: .noExecute)
    }
  }
}
