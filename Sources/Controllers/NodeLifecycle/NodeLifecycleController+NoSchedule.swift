import ClusterState
import SimulationEngine

/// The taints that keep new pods off a node: they follow its condition at once and without limit.
///
/// Source: `doNoScheduleTaintingPass` of `node_lifecycle_controller.go`, Kubernetes 1.13 to 1.36,
/// which looks at a node whenever it is written, and at one node once at a time.
extension NodeLifecycleController {
  /// Asks for the taint that tells of the node's condition, and takes the other one off.
  mutating func keepNoSchedule(
    _ node: NodeID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    learn(node, cluster)
    guard health[node.row].noScheduleWrites == 0 else { return }
    let wanted: NodeLifecycleTaint? =
      switch cluster.nodes[node.row].ready {
      case .no: .notReadyNoSchedule
      case .unknown: .unreachableNoSchedule
      case .yes, .absent: nil
      }
    for taint in NodeLifecycleTaint.ofCondition where taint.effect == .noSchedule {
      guard isTainted(node, taint, cluster) != (taint == wanted) else { continue }
      health[node.row].noScheduleWrites += 1
      actions.append(.write(.setTaint(node, taint, isPresent: taint == wanted)))
    }
  }

  /// Looks at a node again once its taints have been written: its condition may have changed.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard case .setTaint(let node, let taint, _) = write, taint.effect == .noSchedule,
      NodeLifecycleTaint.ofCondition.contains(taint)
    else { return }
    health[node.row].noScheduleWrites -= 1
    guard cluster.nodes[node.row].isPresent else { return }
    keepNoSchedule(node, cluster, &actions)
  }
}
