import ClusterState
import Controllers

/// A controller that has nothing left to do has what it wants.
extension ControllerManager {
  /// Holds once everything is read and written.
  func verifySettled(in world: borrowing World) throws(InvariantViolation) {
    guard !isPaused, writesInFlight == 0,
      world.cursors.position(of: .controllers) == world.cluster.changes.end
    else { return }
    for controller in controllers where !controller.hasWork {
      guard let unsettled = controller.unsettled(in: world.cluster) else { continue }
      throw world.violation(world.describe(unsettled), unsettled.finding)
    }
  }
}

extension World {
  /// The object as a message names it.
  fileprivate func describe(_ unsettled: UnsettledObject) -> String {
    switch unsettled.object {
    case .workload: describe(WorkloadID(index: unsettled.index))
    case .service: describe(ServiceID(index: unsettled.index))
    case .pod: describe(PodID(index: unsettled.index))
    case .node: describe(NodeID(index: unsettled.index))
    case .disruptionBudget: "disruption budget number \(unsettled.index)"
    case .autoscaler:
      "autoscaler \(cluster.symbols[cluster.autoscalers[Int(unsettled.index)].name])"
    case .namespace:
      "namespace \(cluster.symbols[cluster.namespaces.records[Int(unsettled.index)].name])"
    case .claim: "claim \(cluster.symbols[cluster.claims[Int(unsettled.index)].name])"
    case .volume: "volume \(cluster.symbols[cluster.volumes[Int(unsettled.index)].name])"
    case .endpoints, .resourceQuota, .controllerRevision, .storageClass, .storageDrivers,
      .attachment:
      "object number \(unsettled.index)"
    }
  }
}
