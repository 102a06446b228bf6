import ClusterState

/// Prefers nodes by which pods are near: the score of preferred inter-pod terms.
///
/// The filter and the score of the plugin share nothing but the name.
public struct InterPodAffinityScore: ScorePlugin {
  /// The name in configurations.
  public static let name = InterPodAffinity.name

  /// Weights summed by the domains of one topology.
  private struct DomainWeights: Sendable {
    let column: LabelColumnID
    var weights: ContiguousArray<Int64>
  }

  private let hardWeight: Int64
  private let ignoresExistingTerms: Bool
  private var topologies: ContiguousArray<DomainWeights> = []

  /// - Parameters:
  ///   - hardPodAffinityWeight: the weight of placed pods' required affinity terms.
  ///   - ignorePreferredTermsOfExistingPods: whether pods without preferences of their own are
  ///     left alone by those of placed pods.
  public init(
    hardPodAffinityWeight: Int64 = 1, ignorePreferredTermsOfExistingPods: Bool = false
  ) {
    hardWeight = hardPodAffinityWeight
    ignoresExistingTerms = ignorePreferredTermsOfExistingPods
  }

  /// Sums the weights of terms that match by domain; skips if none does.
  ///
  /// Source: `InterPodAffinity.PreScore` and `processExistingPod`, Kubernetes 1.34.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    let requirements = cache.requirements[pod.template.row]
    topologies = []
    if ignoresExistingTerms && requirements.preferredAffinity.isEmpty { return .skip }
    for term in requirements.preferredAffinity {
      add(term, term.weight, cache.group(for: .affinity([term.scope]), cluster), &cache)
    }
    for template in cache.templatesWithAffinity {
      let other = cache.requirements[template.row]
      for term in other.requiredAffinity where hardWeight > 0 {
        addExisting(term, hardWeight, template, requirements.template, cluster, &cache)
      }
      for term in other.preferredAffinity {
        addExisting(term, term.weight, template, requirements.template, cluster, &cache)
      }
    }
    return topologies.isEmpty ? .skip : .proceed
  }

  /// The sum of the weights at the node's domains.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    for topology in topologies {
      let labels = cache.columns[topology.column.row]
      for index in column.nodes.indices {
        let domain = labels.domain(row: column.nodes[index].row)
        if domain >= 0 && domain < topology.weights.count {
          column.scores[index] &+= topology.weights[domain]
        }
      }
    }
  }

  /// Stretches the scores between the least and the greatest, in doubles as the Go code does.
  ///
  /// Source: `InterPodAffinity.NormalizeScore`, Kubernetes 1.34.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    guard let least = column.scores.min(), let greatest = column.scores.max() else { return }
    let range = greatest &- least
    for index in column.scores.indices {
      var score = 0.0
      if range > 0 {
        score = Double(maximum) * (Double(column.scores[index] &- least) / Double(range))
      }
      column.scores[index] = Int64(score)
    }
  }

  private mutating func addExisting(
    _ term: AffinityTerm, _ weight: Int64, _ template: PodTemplateID, _ pod: PodTemplate,
    _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) {
    guard term.scope.matches(pod, cluster, requiresNamespaceObject: false) else { return }
    add(term, weight, cache.group(for: .template(template), cluster), &cache)
  }

  private mutating func add(
    _ term: AffinityTerm, _ weight: Int64, _ group: PodGroupID, _ cache: inout SchedulerCache
  ) {
    guard cache.groups.total(of: group) > 0 else { return }
    let counts = cache.sums(of: group, by: term.column)
    let sums = ContiguousArray(counts.map { Int64($0) &* weight })
    guard counts.contains(where: { $0 != 0 }) else { return }
    if let index = topologies.firstIndex(where: { $0.column == term.column }) {
      for domain in sums.indices { topologies[index].weights[domain] &+= sums[domain] }
    } else {
      topologies.append(DomainWeights(column: term.column, weights: sums))
    }
  }
}

extension InterPodAffinityScore {
  /// Pods on other nodes count, where any pod has terms.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence {
    let prefersPods = !cache.requirements[pod.template.row].preferredAffinity.isEmpty
    return prefersPods || !cache.templatesWithAffinity.isEmpty ? .cluster : .nothing
  }
}
