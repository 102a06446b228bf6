/// The next step of a deployment of the strategy `Recreate`: no new pod before the last old one is
/// gone.
///
/// Source: `pkg/controller/deployment`, `recreate.go`, Kubernetes 1.20 to 1.36.
package enum Recreation: Hashable, Sendable {
  /// These old sets are scaled to nothing.
  case removeOld([ReplicaSetScale])
  /// Old pods are left that have not ended; terminating ones count.
  case awaitOldPods
  /// The new set is created with, or scaled to, so many pods.
  case fillNew(Int32)

  /// The next step of a deployment that wants `replicas` pods.
  ///
  /// `hasOldPods`: whether a pod of the deployment that is not of the new set has neither
  /// succeeded nor failed.
  package init(_ sets: [ReplicaSetSizes], replicas: Int32, hasOldPods: Bool) {
    let old = sets.activeOldSets
    if !old.isEmpty {
      self = .removeOld(
        old.map { ReplicaSetScale(set: $0, from: sets[$0].replicas, to: 0) })
    } else if hasOldPods || sets.contains(where: { !$0.isNew && $0.current > 0 }) {
      self = .awaitOldPods
    } else {
      self = .fillNew(replicas)
    }
  }
}
