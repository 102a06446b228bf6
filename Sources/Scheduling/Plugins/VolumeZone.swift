import ClusterState
import KubernetesObjects

/// Turns down nodes outside of the zone or region that the pod's volumes are labelled with.
public struct VolumeZone: FilterPlugin {
  /// The name in configurations.
  public static let name = "VolumeZone"

  /// A label of a volume: the key, the key that stands for it today, and the values.
  struct Topology: Hashable, Sendable {
    let key: String
    let currentKey: String
    let values: Set<String>
  }

  private static let currentKeys = [
    NodeLabels.betaZone: NodeLabels.zone, NodeLabels.betaRegion: NodeLabels.region,
  ]

  static let keys = [
    NodeLabels.betaZone, NodeLabels.betaRegion, NodeLabels.zone, NodeLabels.region,
  ]

  private(set) var topologies: [Topology] = []

  /// The plugin; it has no settings.
  public init() {}

  /// Collects the labels of the pod's volumes; what ought to be there and is not ends the cycle.
  ///
  /// Source: `VolumeZone.PreFilter`, Kubernetes 1.34.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requirements = cache.requirements[pod.template.row]
    let namespace = cluster.symbols[requirements.template.namespace]
    topologies = []
    for name in requirements.volumes.claims {
      guard let claim = cluster.storage.claim(name, in: namespace) else {
        return .rejected(.unresolvable("persistentvolumeclaim \"\(name)\" not found"))
      }
      if claim.spec.volumeName.isEmpty {
        if let reason = problem(of: claim, cluster) { return .rejected(.unresolvable(reason)) }
        continue
      }
      guard let volume = cluster.storage.volumes[claim.spec.volumeName] else {
        return .rejected(
          .unresolvable("persistentvolume \"\(claim.spec.volumeName)\" not found"))
      }
      topologies += Self.topologies(of: volume)
    }
    return topologies.isEmpty ? .skip : .proceed
  }

  /// Lets nodes without any zone or region pass.
  ///
  /// Source: `VolumeZone.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { hasOtherPlace(than: topologies[...], $0, cluster, cache) ? .unresolvable() : nil }
  }

  /// Whether `node` has a zone or a region, and not the one that each of `topologies` asks for.
  func hasOtherPlace(
    than topologies: ArraySlice<Topology>, _ node: NodeID, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) -> Bool {
    func value(_ key: String) -> String? {
      cluster.symbols.find(key).flatMap { cache.labels[node.row][$0] }.map { cluster.symbols[$0] }
    }
    guard Self.keys.contains(where: { value($0) != nil }) else { return false }
    return !topologies.allSatisfy { topology in
      (value(topology.key) ?? value(topology.currentKey)).map(topology.values.contains) ?? false
    }
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) had no available volume zone"]
  }

  /// Why a claim that names no volume cannot be judged; nil if its volume is made later.
  private func problem(of claim: PersistentVolumeClaim, _ cluster: ClusterState) -> String? {
    let className = claim.className
    if className.isEmpty { return "PersistentVolumeClaim had no pv name and storageClass name" }
    guard let storageClass = cluster.storage.classes[className] else {
      return "storageclass.storage.k8s.io \"\(className)\" not found"
    }
    return storageClass.volumeBindingMode == .waitForFirstConsumer
      ? nil : "PersistentVolume had no name"
  }

  /// The zones and regions that `volume` is labelled with, in order of the keys.
  static func topologies(of volume: PersistentVolume) -> [Topology] {
    keys.compactMap { key in
      volume.metadata.labels[key].flatMap(zones).map {
        Topology(key: key, currentKey: currentKeys[key] ?? key, values: $0)
      }
    }
  }

  /// The zones of a label like `a__b`; nil if one of them is empty.
  private static func zones(_ text: String) -> Set<String>? {
    var zones: Set<String> = []
    var zone: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    func close() -> Bool {
      let trimmed = String(decoding: zone, as: UTF8.self).trimmingSpaces
      zone = []
      zones.insert(trimmed)
      return !trimmed.isEmpty
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "_"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "_")
      {
        guard close() else { return nil }
        index += 2
      } else {
        zone.append(bytes[index])
        index += 1
      }
    }
    return close() ? zones : nil
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
