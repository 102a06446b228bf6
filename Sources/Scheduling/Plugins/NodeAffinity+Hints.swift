import ClusterState

extension NodeAffinity {
  /// Nodes that come or change their labels.
  public var events: [EventRegistration] {
    [.init(.node, [.add, .updateNodeLabel])]
  }

  /// Whether the profile and the pod allow a node that was not there or that the pod did not allow.
  ///
  /// Source: `NodeAffinity.isSchedulableAfterNodeChange`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    guard case .node(let change) = event.subject, let new = change.new else { return true }
    let demand = cache.requirements[pod.template.row].nodeDemand
    switch added.demand.allows(new, cluster, cache) {
    case .refused: return false
    case .unknown: return true
    case .allowed: break
    }
    switch (demand.allows(new, cluster, cache), change.old?.isAllowed(by: demand, cluster, cache)) {
    case (.unknown, _), (.allowed, nil), (.allowed, .refused), (.allowed, .unknown): return true
    case (.refused, _), (.allowed, .allowed): return false
    }
  }
}

extension NodeDemand {
  /// What a node is to a demand.
  fileprivate enum Answer {
    case allowed
    case refused
    /// No term allows the node, and one cannot be read: an error for the real hint.
    case unknown
  }

  /// Whether the demand allows the node that `facts` are of.
  ///
  /// Source: `NodeSelector.Match` of component-helpers 0.34.
  fileprivate func allows(
    _ facts: NodeFacts, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Answer {
    func holds(_ requirement: NodeRequirement) -> Bool {
      let key = cache.columns[requirement.column.row].key
      let value = requirement.column == .nodeName ? facts.name : facts.labels[key]
      return requirement.accepts(value, cluster.symbols)
    }
    guard selector.allSatisfy(holds) else { return .refused }
    guard let terms else { return .allowed }
    if terms.contains(where: { !$0.matchesNothing && $0.requirements.allSatisfy(holds) }) {
      return .allowed
    }
    return terms.contains { $0.problem != nil } ? .unknown : .refused
  }
}

extension NodeFacts {
  fileprivate func isAllowed(
    by demand: NodeDemand, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> NodeDemand.Answer { demand.allows(self, cluster, cache) }
}
