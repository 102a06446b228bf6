import ClusterState

/// A plugin of the scheduling framework: a value that is known by the name of the real one.
public protocol SchedulingPlugin: Sendable {
  /// The name by which configurations and messages know the plugin.
  static var name: String { get }
}

/// What a filter plugin makes of a pod before any node is looked at (extension point PreFilter).
public enum PreFilterResult: Sendable {
  /// Ask me about the nodes.
  case proceed
  /// I have nothing to say about this pod.
  case skip
  /// Only these nodes can do.
  case restrict(to: NodeSet)
  /// No node will do.
  case rejected(Status)
}

/// A plugin that decides where a pod can run: the extension points PreFilter and Filter, which
/// events may help the pods that it turns down, and what would have to change for them.
///
/// What `preFilter` works out for the pod stays in the plugin's own properties until the next pod;
/// a copy of the plugin is what the real framework calls a clone of the cycle's state.
public protocol FilterPlugin: EnqueueExtensions {
  /// Prepares for `pod`. May register label columns and pod groups with the cache.
  mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult

  /// Turns down the nodes of `pass` on which `pod` cannot run.
  func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass)

  /// Takes note that `added` is thought to be on `node` too.
  mutating func addPod(
    _ added: PlacedPod, on node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache)

  /// Takes note that `removed` is thought to be gone from `node`.
  mutating func removePod(
    _ removed: PlacedPod, from node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache)

  /// What the verdict on a node depends on, for `pod` and after `preFilter`.
  func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence

  /// The texts of the reasons that `detail` stands for, in the plugin's order.
  func reasons(for detail: UInt64, in cluster: ClusterState) -> [String]

  /// The smallest changes, all of them together, with which this filter lets `pod` onto `node`;
  /// none if it does already.
  ///
  /// The plugin has prepared for `pod`, and the answer depends on nothing but the arguments and
  /// what it prepared.
  func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange>
}

extension FilterPlugin {
  /// Proceeds without preparation.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult { .proceed }

  /// Promises nothing: the plugin is asked about every node, for every pod.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .cluster }

  /// Names none: the filter is explained by its reasons.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> { [] }

  /// Needs no note: the plugin reads the cache.
  public mutating func addPod(
    _ added: PlacedPod, on node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) {}

  /// Needs no note: the plugin reads the cache.
  public mutating func removePod(
    _ removed: PlacedPod, from node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) {}
}
