import ClusterState

/// Turns down nodes without room for the pod's requests, and scores nodes by how full they are.
public struct NodeResourcesFit: FilterPlugin, ScorePlugin {
  /// The name in configurations.
  public static let name = "NodeResourcesFit"

  /// The settings.
  public struct Settings: Sendable {
    /// How nodes are scored.
    public var strategy = ScoringStrategy.leastAllocated
    /// The resources that are scored, with their weights.
    public var resources = WeightedResource.cpuAndMemory
    /// Extended resources that the filter does not look at.
    public var ignoredResources: ContiguousArray<ResourceID> = []
    /// Domains of extended resources that the filter does not look at.
    public var ignoredResourceGroups: [String] = []

    /// The default settings.
    public init() {}
  }

  /// The bits of a rejection's detail: one a resource that is short.
  private enum Shortage {
    static let pods: UInt64 = 1
    static let cpu: UInt64 = 2
    static let memory: UInt64 = 4
    static let ephemeralStorage: UInt64 = 8
    static let firstExtended: UInt64 = 4
  }

  private let settings: Settings
  private(set) var extended: ContiguousArray<ResourceAmounts.Extended> = []

  /// The plugin with `settings`.
  public init(_ settings: Settings = Settings()) { self.settings = settings }

  /// Chooses the extended resources to look at: requested and not ignored.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requests = cache.requirements[pod.template.row].requests.effective
    extended = requests.extended.filter { entry in
      guard entry.amount > 0 else { return false }
      let name = cluster.resources[entry.resource]
      return !settings.ignores(entry.resource, named: name)
    }
    return .proceed
  }

  /// Compares requests with what is left: pods first, then every resource that is requested.
  ///
  /// Source: `noderesources.fitsRequest`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let wanted = cache.requirements[pod.template.row].requests.effective
    // What is not requested is not compared: nothing is short of the least number.
    let cpu = wanted.milliCPU > 0 ? wanted.milliCPU : .min
    let memory = wanted.memoryBytes > 0 ? wanted.memoryBytes : .min
    let asksForMore = wanted.ephemeralStorageBytes > 0 || !extended.isEmpty
    CPUAndMemoryLoad.with(
      cache.allocatable, cache.requested(countsUnstated: false), cpu: (cpu, 1), memory: (memory, 1)
    ) { load in
      pass.retain { node in
        let row = node.row
        let hasPlace = Int64(cache.podCounts[row]) < cache.allocatablePods[row]
        if hasPlace, load.fits(row: row), !asksForMore { return nil }
        return shortage(of: wanted, row: row, cache)
      }
    }
  }

  /// What the node in `row` is short of, if anything.
  private func shortage(
    of wanted: ResourceAmounts, row: Int, _ cache: SchedulerCache
  ) -> Rejection? {
    let (allocatable, requested) = (cache.allocatable, cache.requested)
    var detail: UInt64 = 0
    var isUnresolvable = false
    if Int64(cache.podCounts[row]) >= cache.allocatablePods[row] { detail |= Shortage.pods }
    func compare(_ wanted: Int64, _ allocatable: Int64, _ requested: Int64, _ bit: UInt64) {
      guard wanted > 0, wanted > allocatable &- requested else { return }
      detail |= bit
      if wanted > allocatable { isUnresolvable = true }
    }
    compare(wanted.milliCPU, allocatable.milliCPU[row], requested.milliCPU[row], Shortage.cpu)
    compare(
      wanted.memoryBytes, allocatable.memoryBytes[row], requested.memoryBytes[row],
      Shortage.memory)
    compare(
      wanted.ephemeralStorageBytes, allocatable.ephemeralStorageBytes[row],
      requested.ephemeralStorageBytes[row], Shortage.ephemeralStorage)
    for (index, entry) in extended.enumerated() {
      compare(
        entry.amount, allocatable.amount(of: entry.resource, row: row),
        requested.amount(of: entry.resource, row: row),
        1 << (Shortage.firstExtended + UInt64(min(index, 59))))
    }
    if detail == 0 { return nil }
    return isUnresolvable ? .unresolvable(detail) : .unschedulable(detail)
  }

  /// Whether a node that offers `allocatable` and has no pods would do.
  ///
  /// Source: `noderesources.isFit`, Kubernetes 1.34.
  func fits(
    _ wanted: ResourceAmounts, _ allocatable: ResourceAmounts, _ cluster: ClusterState
  ) -> Bool {
    func isEnough(_ wanted: Int64, _ offered: Int64) -> Bool { wanted <= 0 || wanted <= offered }
    return isEnough(wanted.milliCPU, allocatable.milliCPU)
      && isEnough(wanted.memoryBytes, allocatable.memoryBytes)
      && isEnough(wanted.ephemeralStorageBytes, allocatable.ephemeralStorageBytes)
      && wanted.extended.allSatisfy { entry in
        isEnough(entry.amount, allocatable[entry.resource])
          || settings.ignores(entry.resource, named: cluster.resources[entry.resource])
      }
  }

  /// Names every resource that is short.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    var reasons: [String] = []
    if detail & Shortage.pods != 0 { reasons.append("Too many pods") }
    if detail & Shortage.cpu != 0 { reasons.append("Insufficient cpu") }
    if detail & Shortage.memory != 0 { reasons.append("Insufficient memory") }
    if detail & Shortage.ephemeralStorage != 0 { reasons.append("Insufficient ephemeral-storage") }
    for (index, entry) in extended.enumerated()
    where detail >> (Shortage.firstExtended + UInt64(min(index, 59))) & 1 != 0 {
      reasons.append("Insufficient \(cluster.resources[entry.resource])")
    }
    return reasons
  }

  /// Scores by the strategy; cpu and memory count with the defaults of unstated requests.
  ///
  /// Source: `noderesources.resourceAllocationScorer.score`, Kubernetes 1.34.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let wanted = cache.requirements[pod.template.row].requests.scored
    let isPlain = CPUAndMemoryLoad.with(settings.resources, wanted, cache, countsUnstated: true) {
      settings.strategy.fill(&column, $0)
    }
    if isPlain { return }
    settings.strategy.fill(
      &column,
      NodeLoad(settings.resources, wanted, cache, countsUnstated: true, cluster.resources))
  }
}

extension NodeResourcesFit.Settings {
  fileprivate func ignores(_ resource: ResourceID, named name: String) -> Bool {
    guard !ignoredResources.isEmpty || !ignoredResourceGroups.isEmpty,
      resource.isExtended, name.isExtendedResource
    else { return false }
    if ignoredResources.contains(resource) { return true }
    let group = name.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
    return ignoredResourceGroups.contains(String(group))
  }
}

extension NodeResourcesFit {
  /// What the pods on the node request decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence {
    .nodeAndPods
  }
}
