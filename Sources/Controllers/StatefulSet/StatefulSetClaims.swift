import ClusterState
import KubernetesObjects

/// The claims of one pod of a stateful set: those that are missing, and what each goes with.
///
/// Source: `createPersistentVolumeClaims`, `claimOwnerMatchesSetAndPod` and `PodClaimIsStale` of
/// `pkg/controller/statefulset`, Kubernetes 1.27 to 1.36.
struct StatefulSetClaims {
  private let id: WorkloadID
  private let detail: StatefulSetDetail
  private let namespace: Symbol
  private let claims: [PersistentVolumeClaim]

  /// The claims of `pod`, which belongs to the set `id`.
  init(
    of pod: StatefulPod, set id: WorkloadID, _ detail: StatefulSetDetail,
    in cluster: borrowing ClusterState
  ) {
    self.id = id
    self.detail = detail
    namespace = cluster.workloads[id.row].namespace
    claims =
      detail.claimTemplates.isEmpty
      ? [] : pod.claims(detail, in: cluster.symbols[cluster.workloads[id.row].namespace])
  }

  /// The creations of the claims that are not there.
  func creations(in cluster: borrowing ClusterState) -> [ClusterWrite] {
    claims.filter { cluster.claim(named: $0.metadata.name, in: namespace) == nil }
      .map { .createClaim($0) }
  }

  /// A claim that is on its way out, so that the pod cannot have it.
  func leaving(in cluster: borrowing ClusterState) -> String? {
    claims.first { claim in
      cluster.claim(named: claim.metadata.name, in: namespace)
        .map { cluster.claims[$0.row].isDeleting } ?? false
    }?.metadata.name
  }

  /// Whether a claim goes with an earlier pod of the ordinal, so that no new one may have it.
  func areStale(in cluster: borrowing ClusterState) -> Bool {
    guard detail.claimsWhenScaled == .delete else { return false }
    return claims.contains { claim in
      guard let known = cluster.claim(named: claim.metadata.name, in: namespace) else {
        return false
      }
      if case .pod = cluster.claims[known.row].owner { return true }
      return false
    }
  }

  /// The changes of owner that the set's policies ask for.
  ///
  /// - Parameters:
  ///   - pod: the pod that has the claims; `absent` for one that is not there yet.
  ///   - isCondemned: whether the set wants no pod of the ordinal.
  func owners(
    pod: PodID, isCondemned: Bool, in cluster: borrowing ClusterState
  ) -> [ClusterWrite] {
    let wanted: ClaimOwner =
      if isCondemned && detail.claimsWhenScaled == .delete {
        .pod(pod)
      } else if detail.claimsWhenDeleted == .delete {
        .workload(id)
      } else {
        .nobody
      }
    return claims.compactMap { claim in
      let name = claim.metadata.name
      let present = cluster.claim(named: name, in: namespace).map { cluster.claims[$0.row].owner }
      guard (present ?? .nobody) != wanted else { return nil }
      return .setClaimOwner(namespace: namespace, name: name, wanted)
    }
  }
}
