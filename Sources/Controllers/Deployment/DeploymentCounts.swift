/// The numbers of a deployment's status.
package struct DeploymentCounts: Hashable, Sendable {
  /// The pods of all sets.
  package var replicas: Int32 = 0
  /// The pods of the new set.
  package var updated: Int32 = 0
  /// The ready pods of all sets.
  package var ready: Int32 = 0
  /// The available pods of all sets.
  package var available: Int32 = 0
  /// The pods that the sets want and that are not available.
  package var unavailable: Int32 = 0
  /// The pods that are being deleted; part of the API since 1.35.
  package var terminating: Int32 = 0
  /// The generation of the deployment that the numbers are about.
  package var observedGeneration: Int64 = 0

  /// A status that was never written.
  package init() {}

  /// The status that follows from the deployment's sets.
  ///
  /// Source: `pkg/controller/deployment`, `calculateStatus`, Kubernetes 1.20 to 1.36.
  package init(_ sets: [ReplicaSetSizes], generation: Int64) {
    for set in sets {
      replicas += set.current
      if set.isNew { updated += set.current }
      ready += set.ready
      available += set.available
      terminating += set.terminating
    }
    unavailable = Int32(clamping: max(0, sets.wanted - Int64(available)))
    observedGeneration = generation
  }

  /// Whether all pods are new and available, and no old one is left.
  ///
  /// Source: `DeploymentComplete` of `pkg/controller/deployment/util`.
  package func isComplete(replicas wanted: Int32, generation: Int64) -> Bool {
    updated == wanted && replicas == wanted && available == wanted
      && observedGeneration >= generation
  }

  /// Whether the rollout has moved on since `former`: more new, fewer old, more ready or more
  /// available pods.
  ///
  /// Source: `DeploymentProgressing` of `pkg/controller/deployment/util`.
  package func showsProgress(since former: Self) -> Bool {
    updated > former.updated || replicas - updated < former.replicas - former.updated
      || ready > former.ready || available > former.available
  }
}
