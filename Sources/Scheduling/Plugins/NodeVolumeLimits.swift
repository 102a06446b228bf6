import ClusterState
import KubernetesObjects

/// Turns down nodes that would have more volumes of a storage driver than it allows there.
///
/// Source: `nodevolumelimits/csi.go`, Kubernetes 1.34.
///
/// **Divergence:** in-tree disks count once their driver has moved to CSI on the node. That is not
/// modelled, and they never count.
public struct NodeVolumeLimits: FilterPlugin {
  /// The name in configurations.
  public static let name = "NodeVolumeLimits"

  private var wanted: Set<DriverVolume> = []
  private var attached = AttachedVolumes()

  /// The plugin; it has no settings.
  public init() {}

  /// Skips pods whose volumes no driver counts.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requirements = cache.requirements[pod.template.row]
    wanted = []
    guard requirements.volumes.mayCountAgainstLimits else { return .skip }
    wanted = Set(ClaimedVolumes(of: pod.pod, requirements, cluster).volumes)
    if !wanted.isEmpty { attached.update(cluster, cache) }
    return .proceed
  }

  /// Counts each different volume of a driver once.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    guard !wanted.isEmpty else { return }
    pass.retain { excesses(on: $0, cluster, cache).isEmpty ? nil : .unschedulable() }
  }

  /// The drivers on `node` that would have too many volumes, and how many too many.
  func excesses(
    on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<(driver: String, excess: Int)> {
    // Where the pod has none, nobody has looked at what the nodes have by now.
    guard !wanted.isEmpty,
      let drivers = cluster.storage.drivers(ofNode: cluster.symbols[cache.names[node.row]]),
      drivers.drivers.contains(where: { $0.allocatableCount != nil })
    else { return [] }
    let present = attached.volumes(on: node, cluster, cache)
    var excesses: ContiguousArray<(driver: String, excess: Int)> = []
    for driver in drivers.drivers {
      guard let limit = driver.allocatableCount else { continue }
      let added = wanted.count { $0.driver == driver.name && !present.contains($0) }
      guard added > 0 else { continue }
      let excess = present.count(of: driver.name) + added - Int(limit)
      if excess > 0 { excesses.append((driver.name, excess)) }
    }
    return excesses
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) exceed max volume count"]
  }
}
