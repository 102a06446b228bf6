import ClusterState
import KubernetesObjects

/// Turns down nodes that cannot reach the pod's bound volumes or where its unbound claims cannot
/// be satisfied.
public struct VolumeBinding: FilterPlugin {
  /// The name in configurations.
  public static let name = "VolumeBinding"

  private enum Reason {
    static let unbindable: UInt64 = 1
    static let unreachable: UInt64 = 2
    static let missing: UInt64 = 4
  }

  private(set) var bound: [PersistentVolumeClaim] = []
  private(set) var delayed: [PersistentVolumeClaim] = []

  /// The plugin; its bind timeout plays no part in a decision.
  public init() {}

  /// Sorts the pod's claims; a claim that should be bound by now ends the cycle.
  ///
  /// Source: `VolumeBinding.PreFilter` and `volumeBinder.GetPodVolumeClaims`, Kubernetes 1.34.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let requirements = cache.requirements[pod.template.row]
    guard !requirements.volumes.claimUses.isEmpty else { return .skip }
    let namespace = cluster.symbols[requirements.template.namespace]
    bound = []
    delayed = []
    var hasImmediate = false
    for use in requirements.volumes.claimUses {
      guard let name = name(of: use, for: pod, cluster) else { continue }
      let isEphemeral = use != .named(name)
      guard let claim = cluster.storage.claim(name, in: namespace) else {
        return .rejected(
          .unresolvable(
            isEphemeral
              ? "waiting for ephemeral volume controller to create the persistentvolumeclaim "
                + "\"\(name)\"" : "persistentvolumeclaim \"\(name)\" not found"))
      }
      if claim.phase == .lost {
        return .rejected(
          .unresolvable(
            "persistentvolumeclaim \"\(name)\" bound to non-existent persistentvolume "
              + "\"\(claim.spec.volumeName)\""))
      }
      if claim.metadata.isBeingDeleted {
        return .rejected(.unresolvable("persistentvolumeclaim \"\(name)\" is being deleted"))
      }
      if isEphemeral, !cluster.isMade(claim, for: pod.pod) {
        let other = cluster.pods[pod.pod].name.text(cluster.symbols)
        return .rejected(
          .unresolvable(
            "PVC \(namespace)/\(name) was not created for pod \(namespace)/\(other) "
              + "(pod is not owner)"))
      }
      if claim.isFullyBound {
        bound.append(claim)
      } else if claim.spec.volumeName.isEmpty,
        cluster.storage.storageClass(of: claim)?.volumeBindingMode == .waitForFirstConsumer
      {
        delayed.append(claim)
      } else {
        hasImmediate = true
      }
    }
    if hasImmediate {
      return .rejected(.unresolvable("pod has unbound immediate PersistentVolumeClaims"))
    }
    // The smallest claims choose their volumes first.
    delayed = delayed.enumerated().sorted { a, b in
      let (left, right) = (a.element.requestedStorage, b.element.requestedStorage)
      return left != right ? left < right : a.offset < b.offset
    }.map(\.element)
    return .proceed
  }

  /// The name of a claim; nil for one that is made with a pod that is only thought of.
  private func name(
    of use: PodVolumes.ClaimUse, for pod: PendingPod, _ cluster: ClusterState
  ) -> String? {
    switch use {
    case .named(let name): name
    case .ephemeral(let volume):
      pod.pod.isPresent ? cluster.ephemeralClaimName(of: volume, for: pod.pod) : nil
    }
  }

  /// Source: `volumeBinder.FindPodVolumes`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let placement = VolumePlacement(cluster, cache)
    pass.retain { node in
      let labels = cache.labels[node.row]
      var detail: UInt64 = 0
      boundClaims: for claim in bound {
        guard let volume = cluster.storage.volumes[claim.spec.volumeName] else {
          detail |= Reason.missing
          break boundClaims
        }
        if !placement.isReachable(volume, from: labels) {
          detail |= Reason.unreachable
          break boundClaims
        }
      }
      let name = cluster.symbols[cache.names[node.row]]
      if !delayed.isEmpty && !placement.canBind(delayed, onNode: name, labels) {
        detail |= Reason.unbindable
      }
      return detail == 0 ? nil : .unresolvable(detail)
    }
  }

  /// The reasons' texts.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    var reasons: [String] = []
    if detail & Reason.unbindable != 0 {
      reasons.append("node(s) didn't find available persistent volumes to bind")
    }
    if detail & Reason.unreachable != 0 {
      reasons.append("node(s) didn't match PersistentVolume's node affinity")
    }
    if detail & Reason.missing != 0 {
      reasons.append("node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)")
    }
    return reasons
  }
}

extension VolumeBinding: BindingPreparation {
  /// Claims that are not bound yet get their volumes once the node is known.
  public func assignments(
    on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> [ClaimAssignment] {
    guard !delayed.isEmpty else { return [] }
    let name = cluster.symbols[cache.names[node.row]]
    return VolumePlacement(cluster, cache).assignments(
      of: delayed, onNode: name, cache.labels[node.row]) ?? []
  }
}
