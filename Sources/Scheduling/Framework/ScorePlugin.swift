import ClusterState
import SimulationEngine

/// What a score plugin makes of a pod before nodes are scored (extension point PreScore).
public enum PreScoreResult: Sendable {
  /// Ask me for scores.
  case proceed
  /// I have nothing to say about this pod.
  case skip
  /// The cycle cannot go on, for this reason.
  case failed(String)
}

/// A plugin that says which of the feasible nodes are better: the extension points PreScore, Score
/// and NormalizeScore.
///
/// Scores are integers; after normalising they lie in `0...maximum`, where the maximum is the
/// era's: 100 today, 10 in the first years.
public protocol ScorePlugin: SchedulingPlugin {
  /// Prepares for `pod`, which can run on `nodes`. May register label columns and pod groups.
  mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult

  /// Fills `column` with the raw scores of `pod` on its nodes.
  func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn)

  /// What the score of a node depends on, for `pod` and before `preScore`.
  ///
  /// A plugin that answers anything but `cluster` does not read the nodes that `preScore` is given,
  /// and for one template skips always or never.
  func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence

  /// Brings the raw scores into `0...maximum`.
  func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache)

  /// The devices that `pod` gets on `node`, which has been chosen; nil leaves them to the rule of
  /// `DeviceColumns.choice`. The first plugin of the profile that names some is heeded.
  func devices(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ draws: inout RandomStream
  ) -> DeviceSet?
}

extension ScorePlugin {
  /// Proceeds without preparation.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult { .proceed }

  /// Promises nothing: the plugin is asked for the score of every node, for every pod.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .cluster }

  /// Leaves the scores as they are.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {}

  /// Leaves the devices to the rule.
  public func devices(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ draws: inout RandomStream
  ) -> DeviceSet? { nil }
}
