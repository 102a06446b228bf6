import ClusterState
import KubernetesObjects

/// `NoVolumeZoneConflict` of Kubernetes 1.2: the node is in the zone and region of the volumes
/// behind the pod's claims.
///
/// A node without zone and region labels passes: it is of a cluster without zones. A claim that is
/// missing, not bound or bound to nothing keeps the pod from every other node. Kubernetes 1.20
/// takes the name for `VolumeZone`. Source: `VolumeZoneChecker`.
public struct NoVolumeZoneConflict: FilterPlugin {
  /// The name in policies.
  public static let name = "NoVolumeZoneConflict"

  private static let keys = [NodeLabels.betaZone, NodeLabels.betaRegion]

  /// The labels of the volumes that nodes must have; nil stands for a value that no node has.
  private(set) var required: ContiguousArray<(key: Symbol?, value: Symbol?)> = []
  private(set) var isUnusable = false

  public init() {}

  /// Finds the zones of the volumes behind `pod`'s claims; a pod without claims is skipped.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    required.removeAll(keepingCapacity: true)
    isUnusable = false
    let requirements = cache.requirements[pod.template.row]
    let namespace = cluster.symbols[requirements.template.namespace]
    for name in requirements.volumes.claims {
      guard let claim = cluster.storage.claim(name, in: namespace),
        let volume = cluster.storage.volumes[claim.spec.volumeName]
      else {
        isUnusable = true
        continue
      }
      for label in volume.metadata.labels where Self.keys.contains(label.key) {
        required.append((cluster.symbols.find(label.key), cluster.symbols.find(label.value)))
      }
    }
    return required.isEmpty && !isUnusable ? .skip : .proceed
  }

  /// Turns down the nodes of other zones.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let zoneKeys = Self.keys.compactMap { cluster.symbols.find($0) }
    pass.retain { node in
      let labels = cache.labels[node.row]
      guard zoneKeys.contains(where: { labels[$0] != nil }) else { return nil }
      let fits = required.allSatisfy { key, value in
        // A node without the label has the empty value, as in a Go map.
        (key.flatMap { labels[$0] } ?? .empty) == value
      }
      return fits && !isUnusable ? nil : .unresolvable()
    }
  }

  /// The text that later versions give.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) had no available volume zone"]
  }
}
