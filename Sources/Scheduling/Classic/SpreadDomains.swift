import ClusterState

/// What both halves of Kubernetes 1.20's topology spread work out: domains and their counts.
enum SpreadDomains {
  /// The nodes that the pod may use and that have the key of every constraint.
  static func eligibleNodes(
    _ requirements: PodRequirements, _ constraints: some Sequence<SpreadConstraint>,
    _ cache: SchedulerCache, _ symbols: SymbolTable
  ) -> NodeSet {
    var nodes = requirements.nodeDemand.nodes(in: cache, symbols)
    for constraint in constraints {
      let column = cache.columns[constraint.column.row]
      nodes.retain { column.domain(row: $0.row) >= 0 }
    }
    return nodes
  }

  /// Which values of `column` some of `nodes` have, by number.
  static func domains(
    of nodes: NodeSet, _ column: LabelColumnID, _ cache: SchedulerCache
  ) -> ContiguousArray<Bool> {
    let labels = cache.columns[column.row]
    var isDomain = ContiguousArray(repeating: false, count: labels.domainCount)
    nodes.forEach {
      let domain = labels.domain(row: $0.row)
      if domain >= 0 { isDomain[domain] = true }
    }
    return isDomain
  }

  /// The pods of `group` on `nodes` by the domain of `column`, 0 for what is no domain.
  static func sums(
    of group: PodGroupID, over nodes: NodeSet, _ column: LabelColumnID,
    _ isDomain: ContiguousArray<Bool>, _ cache: SchedulerCache
  ) -> ContiguousArray<Int64> {
    let labels = cache.columns[column.row]
    let counts = cache.groups.counts(of: group)
    var sums = ContiguousArray<Int64>(repeating: 0, count: isDomain.count)
    nodes.forEach {
      let domain = labels.domain(row: $0.row)
      if domain >= 0, isDomain[domain] { sums[domain] += Int64(counts[$0.row]) }
    }
    return sums
  }
}
