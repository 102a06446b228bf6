import ClusterState
import SimulationEngine

/// Keeps a persistent volume claim that is being deleted until no pod uses it any more.
///
/// Source: `pkg/controller/volume/pvcprotection`, Kubernetes 1.10 to 1.36.
package struct ClaimProtectionController: Controller {
  /// The claims that are to be looked at.
  private var queue = WorkQueue()
  /// The claims that are being deleted and in use.
  private var held: ContiguousArray<ClaimID> = []

  /// A controller that has seen nothing.
  package init() {}

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "persistentvolumeclaim-protection-controller" }

  /// Claims, and pods while one of them is held back.
  package var interests: SubjectSet { held.isEmpty ? .claims : [.claims, .pods] }

  /// Whether any claim is to be looked at.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes that a claim is being deleted, or that a pod that could have held one is gone.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch (change.subject, change.verb) {
    case (.claim, .added), (.claim, .deleting):
      if cluster.claims[Int(change.index)].isDeleting { queue.add(change.index) }
    case (.claim, .removed): held.removeAll { $0.index == change.index }
    case (.pod, .removed):
      let pod = PodID(index: change.index)
      let namespace = cluster.templates[cluster.pods[pod].template].namespace
      for name in cluster.claimNames(of: pod) {
        if let claim = cluster.claim(named: name, in: namespace), held.contains(claim) {
          queue.add(claim.index)
        }
      }
    default: break
    }
  }

  /// Takes the claims away that nobody uses.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let key = queue.next() {
      let claim = ClaimID(index: key)
      guard cluster.claims[claim.row].isPresent else { continue }
      if !cluster.isInUse(claim) {
        actions.append(.write(.removeClaim(claim)))
      } else if !held.contains(claim) {
        held.append(claim)
      }
    }
  }

  /// It sets no timer.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {}

  /// A claim that is being deleted and that no pod uses.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.claims.indices
    where cluster.claims[row].isPresent && cluster.claims[row].isDeleting {
      let claim = ClaimID(index: Int32(row))
      if !cluster.isInUse(claim) {
        return UnsettledObject(.claim, claim.index, "is being deleted, and no pod uses it")
      }
    }
    return nil
  }
}
