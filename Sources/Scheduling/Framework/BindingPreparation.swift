import ClusterState

/// A plugin that may have something to do between the choice of a node and the binding (extension
/// points Reserve and PreBind).
public protocol BindingPreparation: SchedulingPlugin {
  /// What is to become of the claims of the pod that it prepared for last, on `node`; empty if
  /// nothing has to be done.
  func assignments(
    on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> [ClaimAssignment]
}

extension FilterRun {
  /// What has to become of the pod's claims before it can be bound to `node`.
  ///
  /// Volumes are all that can keep a binding, so pods without claims are not asked about.
  func claimAssignments(
    on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> [ClaimAssignment] {
    guard !cache.requirements[pod.template.row].volumes.claimUses.isEmpty else { return [] }
    var assignments: [ClaimAssignment] = []
    for index in filters.indices where isActive[index] {
      guard let plugin = filters[index].plugin as? any BindingPreparation else { continue }
      assignments += plugin.assignments(on: node, cluster, cache)
    }
    return assignments
  }
}
