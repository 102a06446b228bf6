import ClusterState

extension PodTopologySpread {
  /// Pods that come, go or change labels, the pod's own tolerations, and nodes.
  public var events: [EventRegistration] {
    [
      .init(.pod, [.add, .delete, .updatePodLabel, .updatePodToleration]),
      .init(.node, [.add, .delete, .updateNodeLabel, .updateNodeTaint]),
    ]
  }

  /// Whether the counts or the domains of the pod's hard constraints may have changed.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    let constraints = defaults.constraints(for: pod, isHard: true, cluster, cache)
    switch event.subject {
    case .pod(let change): return helps(pod, change, constraints, cluster, cache)
    case .node(let change): return helps(change, constraints, cache)
    default: return true
    }
  }

  /// Whether a change of the pod itself, or of a placed one of its namespace, changes whether it
  /// is counted.
  ///
  /// Source: `PodTopologySpread.isSchedulableAfterPodChange`, Kubernetes 1.34 and 1.36.
  private func helps(
    _ pod: PendingPod, _ change: ObjectChange<PodFacts>,
    _ constraints: ContiguousArray<SpreadConstraint>, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) -> Bool {
    let namespace = cluster.templates[pod.template].namespace
    func matters(_ facts: PodFacts) -> Bool {
      facts.isSame(as: pod)
        || facts.isPlaced(by: cache.rules)
          && cluster.templates[facts.template].namespace == namespace
    }
    func isCounted(_ facts: PodFacts, _ constraint: SpreadConstraint) -> Bool {
      constraint.selector.matches(cluster.templates[facts.template].labels, cluster.symbols)
    }
    guard change.old.map(matters) ?? true, change.new.map(matters) ?? true else { return false }
    guard let old = change.old, let new = change.new else {
      guard let facts = change.old ?? change.new else { return true }
      return constraints.contains { isCounted(facts, $0) }
    }
    if new.isSame(as: pod), constraints.contains(where: \.honorsTaints),
      cluster.templates[old.template].pod.spec.tolerations
        != cluster.templates[new.template].pod.spec.tolerations
    {
      return true
    }
    return constraints.contains { isCounted(old, $0) != isCounted(new, $0) }
  }

  /// Whether a node that has, or had, all topologies came, went or changed.
  ///
  /// Source: `PodTopologySpread.isSchedulableAfterNodeChange`, Kubernetes 1.34.
  private func helps(
    _ change: ObjectChange<NodeFacts>, _ constraints: ContiguousArray<SpreadConstraint>,
    _ cache: SchedulerCache
  ) -> Bool {
    let keys = constraints.map { cache.columns[$0.column.row].key }
    func hasAll(_ node: NodeFacts) -> Bool { keys.allSatisfy { node.labels[$0] != nil } }
    guard let old = change.old, let new = change.new else {
      return (change.old ?? change.new).map(hasAll) ?? true
    }
    let isMatching = hasAll(new)
    return hasAll(old) != isMatching
      || isMatching
        && (old.taints != new.taints || keys.contains { old.labels[$0] != new.labels[$0] })
  }
}
