import ClusterState

/// Turns down nodes by which pods are near, and by which pods want to be far: required inter-pod
/// affinity and anti-affinity.
public struct InterPodAffinity: FilterPlugin {
  /// The name in configurations.
  public static let name = "InterPodAffinity"

  private enum Reason: UInt64 {
    case affinity
    case antiAffinity
    case existingAntiAffinity
  }

  /// Pods counted by the domains of one topology.
  struct DomainCounts: Sendable {
    let column: LabelColumnID
    var counts: ContiguousArray<Int>
    /// How many domains count something other than zero.
    var occupied = 0

    init(_ column: LabelColumnID, domainCount: Int) {
      self.column = column
      counts = ContiguousArray(repeating: 0, count: domainCount)
    }

    mutating func add(_ count: Int, row: Int, _ cache: SchedulerCache) {
      let domain = cache.columns[column.row].domain(row: row)
      guard domain >= 0, count != 0 else { return }
      while counts.count <= domain { counts.append(0) }
      let wasZero = counts[domain] == 0
      counts[domain] += count
      if wasZero { occupied += 1 } else if counts[domain] == 0 { occupied -= 1 }
    }

    mutating func add(_ group: PodGroupID, _ cache: inout SchedulerCache) {
      guard cache.groups.total(of: group) != 0 else { return }
      for (domain, count) in cache.sums(of: group, by: column).enumerated() where count != 0 {
        if counts[domain] == 0 { occupied += 1 }
        counts[domain] += count
      }
    }
  }

  /// The counts of pods that all required affinity terms mean, one entry a topology.
  private(set) var affinity: ContiguousArray<DomainCounts> = []
  /// The counts of pods that a required anti-affinity term means, one entry a topology.
  private(set) var antiAffinity: ContiguousArray<DomainCounts> = []
  /// The counts of placed pods that want to be far from this one, one entry a topology.
  private(set) var existing: ContiguousArray<DomainCounts> = []

  public init() {}

  /// Counts the pods that matter by domain.
  ///
  /// Source: `InterPodAffinity.PreFilter`, Kubernetes 1.34.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requirements = cache.requirements[pod.template.row]
    existing = []
    for template in cache.templatesWithAntiAffinity {
      for term in cache.requirements[template.row].requiredAntiAffinity
      where term.scope.matches(requirements.template, cluster, requiresNamespaceObject: false) {
        let group = cache.group(for: .template(template), cluster)
        existing[Self.place(of: term.column, &existing, cache)].add(group, &cache)
      }
    }
    antiAffinity = []
    for term in requirements.requiredAntiAffinity {
      let group = cache.group(for: .affinity([term.scope]), cluster)
      antiAffinity[Self.place(of: term.column, &antiAffinity, cache)].add(group, &cache)
    }
    affinity = []
    if !requirements.requiredAffinity.isEmpty {
      let scopes = ContiguousArray(requirements.requiredAffinity.map(\.scope))
      let group = cache.group(for: .affinity(scopes), cluster)
      for term in requirements.requiredAffinity {
        affinity[Self.place(of: term.column, &affinity, cache)].add(group, &cache)
      }
    }
    let isIrrelevant =
      affinity.isEmpty && antiAffinity.isEmpty && existing.allSatisfy { $0.occupied == 0 }
    return isIrrelevant ? .skip : .proceed
  }

  /// Asks in the real plugin's order: own affinity, own anti-affinity, that of placed pods.
  ///
  /// Source: `InterPodAffinity.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let requirements = cache.requirements[pod.template.row]
    let isFirst = isFirstOfItsKind(requirements, cluster)
    pass.retain { node in
      var isAmongPeers = true
      for counts in affinity {
        let domain = cache.columns[counts.column.row].domain(row: node.row)
        if domain < 0 { return .unresolvable(Reason.affinity.rawValue) }
        if domain >= counts.counts.count || counts.counts[domain] <= 0 { isAmongPeers = false }
      }
      if !isAmongPeers && !isFirst { return .unresolvable(Reason.affinity.rawValue) }
      for counts in antiAffinity where Self.isOccupied(counts, node, cache) {
        return .unschedulable(Reason.antiAffinity.rawValue)
      }
      for counts in existing where Self.isOccupied(counts, node, cache) {
        return .unschedulable(Reason.existingAntiAffinity.rawValue)
      }
      return nil
    }
  }

  /// Whether the pod's affinity means pods like itself, of which there is none yet.
  func isFirstOfItsKind(_ requirements: PodRequirements, _ cluster: ClusterState) -> Bool {
    affinity.allSatisfy { $0.occupied == 0 }
      && requirements.requiredAffinity.allSatisfy {
        $0.scope.matches(requirements.template, cluster, requiresNamespaceObject: true)
      }
  }

  /// Counts `added`.
  public mutating func addPod(
    _ added: PlacedPod, on node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) { count(added, on: node, for: pod, cluster, cache, sign: 1) }

  /// Counts `removed` no longer.
  public mutating func removePod(
    _ removed: PlacedPod, from node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) { count(removed, on: node, for: pod, cluster, cache, sign: -1) }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    switch Reason(rawValue: detail) {
    case .affinity: ["node(s) didn't match pod affinity rules"]
    case .antiAffinity: ["node(s) didn't match pod anti-affinity rules"]
    default: ["node(s) didn't satisfy existing pods anti-affinity rules"]
    }
  }

  private mutating func count(
    _ placed: PlacedPod, on node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache, sign: Int
  ) {
    let requirements = cache.requirements[pod.template.row]
    let other = cache.requirements[placed.template.row]
    for term in other.requiredAntiAffinity
    where term.scope.matches(requirements.template, cluster, requiresNamespaceObject: false) {
      existing[Self.place(of: term.column, &existing, cache)].add(sign, row: node.row, cache)
    }
    for term in requirements.requiredAntiAffinity
    where term.scope.matches(other.template, cluster, requiresNamespaceObject: true) {
      antiAffinity[Self.place(of: term.column, &antiAffinity, cache)]
        .add(sign, row: node.row, cache)
    }
    let isPeer = requirements.requiredAffinity.allSatisfy {
      $0.scope.matches(other.template, cluster, requiresNamespaceObject: true)
    }
    if isPeer {
      for term in requirements.requiredAffinity {
        affinity[Self.place(of: term.column, &affinity, cache)].add(sign, row: node.row, cache)
      }
    }
  }

  /// Whether pods are counted in the node's domain.
  static func isOccupied(
    _ counts: DomainCounts, _ node: NodeID, _ cache: SchedulerCache
  ) -> Bool {
    let domain = cache.columns[counts.column.row].domain(row: node.row)
    return domain >= 0 && domain < counts.counts.count && counts.counts[domain] > 0
  }

  /// The place in `list` of the counts by `column`, which are added if they are new.
  private static func place(
    of column: LabelColumnID, _ list: inout ContiguousArray<DomainCounts>, _ cache: SchedulerCache
  ) -> Int {
    if let index = list.firstIndex(where: { $0.column == column }) { return index }
    list.append(DomainCounts(column, domainCount: cache.columns[column.row].domainCount))
    return list.count - 1
  }
}
