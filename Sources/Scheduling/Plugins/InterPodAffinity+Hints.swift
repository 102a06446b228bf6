import ClusterState

extension InterPodAffinity {
  /// Pods that come, go or change labels, and nodes that come or change labels.
  public var events: [EventRegistration] {
    [
      .init(.pod, [.add, .delete, .updatePodLabel]), .init(.node, [.add, .updateNodeLabel]),
    ]
  }

  /// Whether the pod's own required terms may be met now.
  ///
  /// An oddity of the real hints: the anti-affinity of placed pods plays no part. A pod that a
  /// placed one keeps away is not woken when that one goes.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    let requirements = cache.requirements[pod.template.row]
    switch event.subject {
    case .pod(let change):
      let isOwnLabels = event.action == .updatePodLabel && change.new?.isSame(as: pod) ?? false
      if isOwnLabels, cache.rules.has(.ownLabelsInHints) { return true }
      return helps(requirements, change, cluster, cache.rules)
    case .node(let change): return helps(requirements, change, cache)
    default: return true
    }
  }

  /// Whether all affinity terms mean a placed pod that they did not mean, or all anti-affinity
  /// terms meant one that they mean no longer.
  ///
  /// Source: `InterPodAffinity.isSchedulableAfterPodChange`, Kubernetes 1.34 and 1.36.
  private func helps(
    _ pod: PodRequirements, _ change: ObjectChange<PodFacts>, _ cluster: ClusterState,
    _ rules: VersionRules
  ) -> Bool {
    guard change.old?.isPlaced(by: rules) ?? true, change.new?.isPlaced(by: rules) ?? true else {
      return false
    }
    func isMeant(_ facts: PodFacts?, by terms: ContiguousArray<AffinityTerm>) -> Bool {
      guard let facts, !terms.isEmpty else { return false }
      let template = cluster.templates[facts.template]
      return terms.allSatisfy { $0.scope.matchesWithoutNamespaceLabels(template, cluster.symbols) }
    }
    let (wanted, unwanted) = (pod.requiredAffinity, pod.requiredAntiAffinity)
    return !isMeant(change.old, by: wanted) && isMeant(change.new, by: wanted)
      || isMeant(change.old, by: unwanted) && !isMeant(change.new, by: unwanted)
  }

  /// Whether a node came to a topology of an affinity term, or left one of an anti-affinity term.
  ///
  /// A new node without the key of an anti-affinity term is free of it. Source:
  /// `InterPodAffinity.isSchedulableAfterNodeChange`, Kubernetes 1.34.
  private func helps(
    _ pod: PodRequirements, _ change: ObjectChange<NodeFacts>, _ cache: SchedulerCache
  ) -> Bool {
    guard let new = change.new else { return true }
    func values(_ term: AffinityTerm) -> (old: Symbol?, new: Symbol?) {
      let key = cache.columns[term.column.row].key
      return (change.old?.labels[key], new.labels[key])
    }
    guard change.old != nil else {
      return !pod.requiredAntiAffinity.isEmpty
        || pod.requiredAffinity.contains { values($0).new != nil }
    }
    return pod.requiredAffinity.contains {
      let (old, new) = values($0)
      return new != nil && old != new
    }
      || pod.requiredAntiAffinity.contains {
        let (old, new) = values($0)
        return old != nil && old != new
      }
  }
}
