import ClusterState
import KubernetesObjects

extension DynamicResources {
  /// Nodes, devices and their classes, claims, and the pod's own generated claims.
  public var events: [EventRegistration] {
    [
      .init(always: .node, [.add, .updateNodeLabel, .updateNodeAllocatable]),
      .init(.pod, .updatePodGeneratedResourceClaim), .init(.resourceClaim, [.add, .update]),
      .init(always: .deviceClass, [.add, .update]),
      .init(always: .resourceSlice, [.add, .update]),
    ]
  }

  /// Whether all claims of the pod are there, and one of them came or changed, or any claim gave
  /// its devices back.
  ///
  /// Source: `DynamicResources.isSchedulableAfterClaimChange` and `isSchedulableAfterPodChange`,
  /// Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    switch event.subject {
    case .pod(let change):
      guard change.new?.isSame(as: pod) ?? false else { return false }
      return claims(of: pod, cluster) != nil
    case .resourceClaim(let change):
      guard let new = change.new else { return true }
      guard let claims = claims(of: pod, cluster) else { return false }
      if let old = change.old, old.isAllocated, !new.isAllocated { return true }
      guard claims.contains(where: { $0.metadata.uid == new.metadata.uid }) else { return false }
      return change.old.map { $0.status != new.status } ?? true
    default: return true
    }
  }

  /// The claims that `pod` uses; nil if one is not there yet, is being deleted, or is another's.
  ///
  /// Source: `DynamicResources.foreachPodResourceClaim` and `resourceclaim.Name`, Kubernetes 1.34.
  private func claims(of pod: PendingPod, _ cluster: ClusterState) -> [ResourceClaim]? {
    let template = cluster.templates[pod.template]
    let namespace = cluster.symbols[template.namespace]
    var claims: [ResourceClaim] = []
    for wanted in template.pod.spec.resourceClaims {
      var name = wanted.resourceClaimName
      let isGenerated = name.isEmpty
      if isGenerated {
        let made = pod.deviceClaims?.generated.first { $0.name == wanted.name }
        guard let made else { return nil }
        if made.resourceClaimName.isEmpty { continue }
        name = made.resourceClaimName
      }
      guard let claim = cluster.resourceClaims.claim(name, in: namespace),
        !claim.metadata.isBeingDeleted,
        !isGenerated || claim.metadata.controller?.uid == pod.deviceClaims?.uid
      else { return nil }
      claims.append(claim)
    }
    return claims
  }
}
