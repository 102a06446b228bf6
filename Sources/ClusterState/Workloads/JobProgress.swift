import SimulationEngine

/// What the status of a job says beside the numbers of its pods that are there, which are
/// `replicas`, `readyReplicas` and `terminatingReplicas`.
public struct JobProgress: Hashable, Sendable {
  /// `status.succeeded`.
  public var succeeded: Int32 = 0
  /// `status.failed`.
  public var failed: Int32 = 0
  /// `status.startTime`; unset before the start and while the job is suspended.
  public var startTime: SimulationTime = .unset
  /// `status.completionTime`; unset unless the job has ended well.
  public var completionTime: SimulationTime = .unset
  /// `status.completedIndexes`.
  public var completedIndexes = CompletionIndexes()
  /// `status.failedIndexes`; nil where failures are not counted by index.
  public var failedIndexes: CompletionIndexes?
  /// Pods that succeeded and are not counted yet, because they still have the finalizer.
  public var uncountedSucceeded: ContiguousArray<PodID> = []
  /// Pods that failed and are not counted yet.
  public var uncountedFailed: ContiguousArray<PodID> = []

  /// No pod has ended.
  public init() {}
}
