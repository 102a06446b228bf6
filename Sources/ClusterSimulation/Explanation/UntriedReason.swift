import ClusterState

/// Why the scheduler never tried to place a pod.
package enum UntriedReason: Hashable, Sendable {
  /// Scheduling gates hold it back: their names.
  case gates([String])
  /// It was created for a node, and no scheduler was asked.
  case createdForNode(NodeID)
  /// It names a scheduler that the run does not have.
  case otherScheduler(String)
  /// It was deleted before its turn came.
  case deletedFirst
  /// The scheduler is paused.
  case schedulerPaused
  /// The run ended before its turn came.
  case runEnded
}

extension SimulationState {
  /// Why `pod`, which was never tried, was not.
  func untriedReason(of pod: PodID) -> UntriedReason {
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    if record.node.isPresent { return .createdForNode(record.node) }
    if scheduler.view.profile(of: template) == nil {
      return .otherScheduler(template.pod.spec.schedulerName)
    }
    if scheduler.view.isGated(template) {
      return .gates(template.pod.spec.schedulingGates.map(\.name))
    }
    if record.isRemoved || record.isDeleting { return .deletedFirst }
    return scheduler.isPaused ? .schedulerPaused : .runEnded
  }
}
