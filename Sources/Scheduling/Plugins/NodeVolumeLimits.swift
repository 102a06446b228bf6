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

  /// A volume as drivers know it.
  private struct DriverVolume: Hashable, Comparable, Sendable {
    let driver: String
    let handle: String

    static func < (a: Self, b: Self) -> Bool {
      a.driver != b.driver ? a.driver < b.driver : a.handle < b.handle
    }
  }

  private var wanted: [DriverVolume] = []

  /// The plugin; it has no settings.
  public init() {}

  /// Skips pods whose volumes no driver counts.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requirements = cache.requirements[pod.template.row]
    guard requirements.volumes.mayCountAgainstLimits else { return .skip }
    wanted = volumes(of: pod.pod, requirements, cluster)
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
    guard let drivers = cluster.storage.drivers(ofNode: cluster.symbols[cache.names[node.row]]),
      drivers.drivers.contains(where: { $0.allocatableCount != nil })
    else { return [] }
    var attached: Set<DriverVolume> = []
    for placed in cache.pods[node.row] {
      attached.formUnion(
        volumes(of: placed.pod, cache.requirements[placed.template.row], cluster))
    }
    var excesses: ContiguousArray<(driver: String, excess: Int)> = []
    for driver in drivers.drivers {
      guard let limit = driver.allocatableCount else { continue }
      let added = wanted.count { $0.driver == driver.name && !attached.contains($0) }
      let present = attached.count { $0.driver == driver.name }
      if added > 0 && present + added > Int(limit) {
        excesses.append((driver.name, present + added - Int(limit)))
      }
    }
    return excesses
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) exceed max volume count"]
  }

  /// The different volumes behind the claims of a pod; an unbound claim counts by its class's
  /// provisioner.
  private func volumes(
    of pod: PodID, _ requirements: PodRequirements, _ cluster: ClusterState
  ) -> [DriverVolume] {
    guard !requirements.volumes.claimUses.isEmpty else { return [] }
    let namespace = cluster.symbols[requirements.template.namespace]
    var volumes: Set<DriverVolume> = []
    for name in requirements.volumes.claimNames(of: pod, cluster) {
      guard let claim = cluster.storage.claim(name, in: namespace) else { continue }
      if let volume = cluster.storage.volumes[claim.spec.volumeName] {
        if case .csi(let source) = volume.spec.source {
          volumes.insert(DriverVolume(driver: source.driver, handle: source.volumeHandle))
        }
      } else if let provisioner = cluster.storage.storageClass(of: claim)?.provisioner,
        !provisioner.isEmpty
      {
        volumes.insert(DriverVolume(driver: provisioner, handle: "\(namespace)/\(name)"))
      }
    }
    return volumes.sorted()
  }
}
