import ClusterState
import SimulationEngine

/// Keeps a persistent volume that is being deleted until no claim has it any more.
///
/// Source: `pkg/controller/volume/pvprotection`, Kubernetes 1.10 to 1.36.
package struct VolumeProtectionController: Controller {
  private var queue = WorkQueue()

  /// A controller that has seen nothing.
  package init() {}

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "persistentvolume-protection-controller" }

  /// Volumes.
  package var interests: SubjectSet { .volumes }

  /// Whether any volume is to be looked at.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes that a volume is being deleted, or that its claim has let go of it.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard change.subject == .volume else { return }
    let record = cluster.volumes[Int(change.index)]
    if record.isPresent, record.isDeleting { queue.add(change.index) }
  }

  /// Takes the volumes away that no claim has.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let key = queue.next() {
      let record = cluster.volumes[Int(key)]
      guard record.isPresent, record.volume.phase != .bound else { continue }
      actions.append(.write(.editVolume(VolumeID(index: key), .remove)))
    }
  }

  /// It sets no timer.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {}

  /// A volume that is being deleted and that no claim has.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.volumes.indices
    where cluster.volumes[row].isPresent && cluster.volumes[row].isDeleting {
      if cluster.volumes[row].volume.phase != .bound {
        return UnsettledObject(.volume, Int32(row), "is being deleted, and no claim has it")
      }
    }
    return nil
  }
}
