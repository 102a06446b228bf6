import ClusterState
import KubernetesObjects

/// Turns down nodes where a disk that the pod uses is in use and cannot be shared, and every node
/// while a claim for one pod only is in use.
public struct VolumeRestrictions: FilterPlugin {
  /// The name in configurations.
  public static let name = "VolumeRestrictions"

  private enum Reason: UInt64 {
    case disk
    case claim
  }

  /// The pod's claims that only one pod may use.
  private(set) var exclusiveClaims: [String] = []
  /// How many uses of those claims by placed pods there are.
  private(set) var conflictingUses = 0

  /// The plugin; it has no settings.
  public init() {}

  /// Source: `VolumeRestrictions.PreFilter`, Kubernetes 1.34.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requirements = cache.requirements[pod.template.row]
    let namespace = cluster.symbols[requirements.template.namespace]
    exclusiveClaims = []
    for name in requirements.volumes.claims {
      guard let claim = cluster.storage.claim(name, in: namespace) else {
        return .rejected(.unresolvable("persistentvolumeclaim \"\(name)\" not found"))
      }
      if claim.spec.accessModes.contains(.readWriteOncePod), !exclusiveClaims.contains(name) {
        exclusiveClaims.append(name)
      }
    }
    conflictingUses = exclusiveClaims.count { isUsed($0, requirements.template.namespace, cache) }
    return requirements.volumes.disks.isEmpty && conflictingUses == 0 ? .skip : .proceed
  }

  /// Source: `VolumeRestrictions.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let disks = cache.requirements[pod.template.row].volumes.disks
    let isClaimTaken = conflictingUses > 0
    pass.retain { node in
      if !disks.isEmpty {
        for placed in cache.pods[node.row] {
          for used in cache.requirements[placed.template.row].volumes.disks
          where disks.contains(where: used.conflicts) {
            return .unschedulable(Reason.disk.rawValue)
          }
        }
      }
      return isClaimTaken ? .unschedulable(Reason.claim.rawValue) : nil
    }
  }

  /// Counts the uses of exclusive claims by `added`.
  public mutating func addPod(
    _ added: PlacedPod, on node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) { conflictingUses += uses(by: added, pod, cache) }

  /// Counts the uses of exclusive claims by `removed` no longer.
  public mutating func removePod(
    _ removed: PlacedPod, from node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) { conflictingUses -= uses(by: removed, pod, cache) }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    detail == Reason.disk.rawValue
      ? ["node(s) had no available disk"]
      : [
        "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode "
          + "already in-use by another pod"
      ]
  }

  private func uses(by placed: PlacedPod, _ pod: PendingPod, _ cache: SchedulerCache) -> Int {
    let other = cache.requirements[placed.template.row]
    let namespace = cache.requirements[pod.template.row].template.namespace
    guard other.template.namespace == namespace else { return 0 }
    return other.volumes.claims.count { exclusiveClaims.contains($0) }
  }

  private func isUsed(_ claim: String, _ namespace: Symbol, _ cache: SchedulerCache) -> Bool {
    var isUsed = false
    cache.present.forEach { node in
      for placed in cache.pods[node.row] where !isUsed {
        let other = cache.requirements[placed.template.row]
        if other.template.namespace == namespace && other.volumes.claims.contains(claim) {
          isUsed = true
        }
      }
    }
    return isUsed
  }
}
