import ClusterState

/// Turns down nodes that the pod's node selector or required node affinity rules out, and prefers
/// those that its preferred terms match.
public struct NodeAffinity: FilterPlugin, ScorePlugin {
  /// The name in configurations.
  public static let name = "NodeAffinity"

  /// An affinity that every pod of the profile has in addition.
  public struct AddedAffinity: Sendable {
    /// The nodes that will do.
    public var demand = NodeDemand()
    /// The terms that are preferred, in order.
    public var preferred: ContiguousArray<(weight: Int64, term: NodeTerm)> = []

    /// An affinity to every node.
    public init() {}
  }

  private enum Reason: UInt64 {
    case pod
    case profile
  }

  /// Nodes that match a template's demand, as of a version of the nodes' labels.
  private struct Matches: Sendable {
    let version: Int
    let nodes: NodeSet
  }

  let added: AddedAffinity
  private var matches: [PodTemplateID: Matches] = [:]
  private var addedMatches: Matches?
  private var current = NodeSet()

  /// The plugin with the profile's `addedAffinity`.
  public init(added: AddedAffinity = AddedAffinity()) { self.added = added }

  /// Finds the nodes that match, unless they are known from the last pod of the template.
  ///
  /// Source: `NodeAffinity.PreFilter`, Kubernetes 1.34.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requirements = cache.requirements[pod.template.row]
    guard requirements.hasNodeDemand || !added.demand.isEmpty else { return .skip }
    if addedMatches?.version != cache.labelsVersion {
      addedMatches = Matches(
        version: cache.labelsVersion, nodes: added.demand.nodes(in: cache, cluster.symbols))
    }
    if case .names(let names) = requirements.namedNodes {
      return restrict(to: names, requirements.nodeDemand, cluster, cache)
    }
    if let known = matches[pod.template], known.version == cache.labelsVersion {
      current = known.nodes
    } else {
      current = requirements.nodeDemand.nodes(in: cache, cluster.symbols)
      matches[pod.template] = Matches(version: cache.labelsVersion, nodes: current)
    }
    if case .conflict = requirements.namedNodes {
      return .rejected(.unresolvable("pod affinity terms conflict"))
    }
    return .proceed
  }

  /// Looks at the nodes that the pod names and at no others: a daemon set's pods name one each, and
  /// there are as many of them as nodes.
  private mutating func restrict(
    to names: ContiguousArray<Symbol>, _ demand: NodeDemand, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) -> PreFilterResult {
    var nodes = NodeSet(capacity: cache.rowCount)
    current = NodeSet(capacity: cache.rowCount)
    for node in names.compactMap({ cache.node(named: $0) }) {
      nodes.insert(node)
      if demand.matches(row: node.row, cache, cluster.symbols) { current.insert(node) }
    }
    return .restrict(to: nodes)
  }

  /// Source: `NodeAffinity.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    if !added.demand.isEmpty, let addedMatches {
      pass.retain { node in
        if !addedMatches.nodes.contains(node) { return .unresolvable(Reason.profile.rawValue) }
        return current.contains(node) ? nil : .unresolvable(Reason.pod.rawValue)
      }
    } else {
      pass.formIntersection(current, otherwise: .unresolvable(Reason.pod.rawValue))
    }
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    detail == Reason.profile.rawValue
      ? ["node(s) didn't match scheduler-enforced node affinity"]
      : ["node(s) didn't match Pod's node affinity/selector"]
  }

  /// Skips pods without preferred terms; a term that cannot be ends the cycle.
  ///
  /// Source: `NodeAffinity.PreScore`, Kubernetes 1.34.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    let requirements = cache.requirements[pod.template.row]
    if !requirements.hasPreferredNodes && added.preferred.isEmpty { return .skip }
    if let problem = requirements.preferredNodes.lazy.compactMap(\.term.problem).first {
      return .failed(problem)
    }
    return .proceed
  }

  /// The sum of the weights of the terms that match.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    for (weight, term) in added.preferred + cache.requirements[pod.template.row].preferredNodes
    where !term.matchesNothing {
      for index in column.nodes.indices
      where term.matches(row: column.nodes[index].row, cache, cluster.symbols) {
        column.scores[index] += weight
      }
    }
  }

  /// In proportion to the best.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    column.normalize(to: maximum, reversed: false)
  }
}

extension NodeAffinity {
  /// Labels are part of the node.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence {
    .node
  }
}
