import ClusterState

/// A filter plugin that can say what would have to change for a pod to pass it on a node.
///
/// A filter without this is explained by its reasons.
public protocol ChangeNamingFilter: FilterPlugin {
  /// The smallest changes, all of them together, with which this filter lets `pod` onto `node`;
  /// none if it does already.
  ///
  /// The plugin has prepared for `pod`, and the answer depends on nothing but the arguments and
  /// what it prepared.
  func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange>
}
