import ClusterState

/// Which nodes count for the spread of a pod.
///
/// Source: `nodeLabelsMatchSpreadConstraints` and `matchNodeInclusionPolicies`, Kubernetes 1.34.
struct SpreadEligibility: Sendable {
  /// The nodes with every topology key, or all nodes if keys are optional.
  private(set) var keyed = NodeSet()
  /// The nodes that the pod's node selector and required affinity allow; nil for all.
  private var allowed: NodeSet?
  /// Whether the pod tolerates each different list of taints; nil if no constraint asks.
  private var tolerates: ContiguousArray<Bool>?
  /// Whether a node that lacks the key of another constraint does not count.
  private var asksForOtherKeys = false

  init() {}

  init(
    _ pod: PendingPod, _ constraints: ContiguousArray<SpreadConstraint>, _ cluster: ClusterState,
    _ cache: SchedulerCache, requiresAllKeys: Bool
  ) {
    let requirements = cache.requirements[pod.template.row]
    keyed = cache.present
    asksForOtherKeys = requiresAllKeys && constraints.count > 1
    if requiresAllKeys {
      for constraint in constraints {
        let column = cache.columns[constraint.column.row]
        keyed.retain { column.domain(row: $0.row) >= 0 }
      }
    }
    if !requirements.nodeDemand.isEmpty, constraints.contains(where: \.honorsAffinity) {
      allowed = requirements.nodeDemand.nodes(in: cache, cluster.symbols)
    }
    if constraints.contains(where: \.honorsTaints) {
      tolerates = ContiguousArray(
        cache.taints.lists.map { requirements.tolerations.firstUntolerated($0) == nil })
    }
  }

  /// Whether every node with the key of `constraint` counts for it.
  func includesEveryKeyedNode(for constraint: SpreadConstraint) -> Bool {
    !asksForOtherKeys && !(constraint.honorsAffinity && allowed != nil)
      && !(constraint.honorsTaints && tolerates != nil)
  }

  /// The nodes that count for `constraint`.
  func nodes(for constraint: SpreadConstraint, _ cache: SchedulerCache) -> NodeSet {
    var nodes = keyed
    if constraint.honorsAffinity, let allowed { nodes.formIntersection(allowed) }
    if constraint.honorsTaints, let tolerates {
      nodes.retain { tolerates[cache.taints.number(row: $0.row)] }
    }
    return nodes
  }

  /// Whether `node` counts for `constraint`.
  func includes(_ node: NodeID, for constraint: SpreadConstraint, _ cache: SchedulerCache) -> Bool {
    guard keyed.contains(node) else { return false }
    if constraint.honorsAffinity, let allowed, !allowed.contains(node) { return false }
    if constraint.honorsTaints, let tolerates {
      return tolerates[cache.taints.number(row: node.row)]
    }
    return true
  }
}
