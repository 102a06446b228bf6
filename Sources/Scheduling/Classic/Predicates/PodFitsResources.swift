import ClusterState

/// `PodFitsResources`: what the pod requests is free on the node.
///
/// Source: `predicates.PodFitsResources`, Kubernetes 1.2, which knows processor and memory and
/// reports the first shortage; `noderesources.Fit`, Kubernetes 1.20, which reports all of them and
/// checks processor, memory and scratch space of any pod that requests something.
public struct PodFitsResources: FilterPlugin {
  /// The name in policies.
  public static let name = "PodFitsResources"

  let era: ClassicEra
  private(set) var requests = ResourceAmounts.zero

  /// The predicate as `era` had it.
  public init(era: ClassicEra) { self.era = era }

  /// Notes what `pod` requests.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    requests = cluster.templates[pod.template].requests
    return .proceed
  }

  /// Turns down the nodes on which something is short.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    switch era {
    case .v1_2:
      pass.retain { node in
        Self.firstShortage(of: requests, on: node, cache).map { .unschedulable($0.rawValue) }
      }
    case .v1_20:
      pass.retain { node in
        let shortages = allShortages(on: node, cache)
        return shortages == 0 ? nil : .unschedulable(shortages)
      }
    }
  }

  /// The texts of Kubernetes 1.20: one for each bit of `detail`, `pods` first, then the native
  /// resources, then the pod's extended ones. Of 1.2 the one for what is short first.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    let detail = era == .v1_2 ? 1 << detail : detail
    var reasons: [String] = []
    if detail & 1 != 0 { reasons.append("Too many pods") }
    if detail & 2 != 0 { reasons.append("Insufficient cpu") }
    if detail & 4 != 0 { reasons.append("Insufficient memory") }
    if detail & 8 != 0 { reasons.append("Insufficient ephemeral-storage") }
    for (index, entry) in requests.extended.prefix(60).enumerated()
    where detail >> UInt64(index + 4) & 1 != 0 {
      reasons.append("Insufficient \(cluster.resources[entry.resource])")
    }
    return reasons
  }

  private func allShortages(on node: NodeID, _ cache: SchedulerCache) -> UInt64 {
    let row = node.row
    var shortages: UInt64 = 0
    if Int64(cache.podCounts[row]) + 1 > cache.allocatablePods[row] { shortages |= 1 }
    let isEmpty =
      requests.milliCPU == 0 && requests.memoryBytes == 0 && requests.ephemeralStorageBytes == 0
      && requests.extended.isEmpty
    if isEmpty { return shortages }
    if isShort(.cpu, requests.milliCPU, row, cache) { shortages |= 2 }
    if isShort(.memory, requests.memoryBytes, row, cache) { shortages |= 4 }
    if isShort(.ephemeralStorage, requests.ephemeralStorageBytes, row, cache) { shortages |= 8 }
    for (index, entry) in requests.extended.prefix(60).enumerated()
    where isShort(entry.resource, entry.amount, row, cache) {
      shortages |= 1 << UInt64(index + 4)
    }
    return shortages
  }

  private func isShort(
    _ resource: ResourceID, _ amount: Int64, _ row: Int, _ cache: SchedulerCache
  ) -> Bool {
    cache.allocatable.amount(of: resource, row: row)
      < amount &+ cache.requested.amount(of: resource, row: row)
  }
}

extension PodFitsResources {
  /// What is short first, in the order of Kubernetes 1.2.
  enum Shortage: UInt64 {
    case pods
    case cpu
    case memory
  }

  static func firstShortage(
    of requests: ResourceAmounts, on node: NodeID, _ cache: SchedulerCache
  ) -> Shortage? {
    let row = node.row
    if Int64(cache.podCounts[row]) + 1 > cache.allocatablePods[row] { return .pods }
    if requests.milliCPU == 0 && requests.memoryBytes == 0 { return nil }
    if cache.allocatable.milliCPU[row] < requests.milliCPU &+ cache.requested.milliCPU[row] {
      return .cpu
    }
    let memory = requests.memoryBytes &+ cache.requested.memoryBytes[row]
    return cache.allocatable.memoryBytes[row] < memory ? .memory : nil
  }

  /// The text of Kubernetes 1.2 for what is short on `node`; nil if nothing is.
  ///
  /// Source: `InsufficientResourceError.Error`.
  public static func shortageText(
    of requests: ResourceAmounts, on node: NodeID, _ cache: SchedulerCache
  ) -> String? {
    let row = node.row
    let (name, requested, used, capacity): (String, Int64, Int64, Int64)
    switch firstShortage(of: requests, on: node, cache) {
    case nil: return nil
    case .pods:
      (name, requested) = ("PodCount", 1)
      (used, capacity) = (Int64(cache.pods[row].count), cache.allocatablePods[row])
    case .cpu:
      (name, requested) = ("CPU", requests.milliCPU)
      (used, capacity) = (cache.requested.milliCPU[row], cache.allocatable.milliCPU[row])
    case .memory:
      (name, requested) = ("Memory", requests.memoryBytes)
      (used, capacity) = (cache.requested.memoryBytes[row], cache.allocatable.memoryBytes[row])
    }
    return "Node didn't have enough resource: \(name), requested: \(requested), used: \(used), "
      + "capacity: \(capacity)"
  }
}

extension PodFitsResources {
  /// The node and the pods on it decide.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
