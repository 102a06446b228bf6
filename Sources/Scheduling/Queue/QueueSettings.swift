import SimulationEngine

/// How long pods wait after a failed attempt.
///
/// Source: `pkg/scheduler/backend/queue`, Kubernetes 1.34.
public struct QueueSettings: Sendable {
  /// The wait after the first failure (`podInitialBackoffSeconds`); it doubles with each.
  public var initialBackoff = SimulationDuration(microseconds: 1_000_000)
  /// The longest wait (`podMaxBackoffSeconds`); zero for none.
  public var maximumBackoff = SimulationDuration(microseconds: 10_000_000)
  /// How long a pod may stay unschedulable before it is tried again without cause.
  public var unschedulableTimeout = SimulationDuration(microseconds: 300_000_000)
  /// Whether pods that wait are taken early when nothing else is to do, as since 1.33.
  public var popsFromBackoff = true

  /// The defaults of 1.34.
  public init() {}

  /// The wait after `failures` failures.
  ///
  /// 1, 2, 4, 8, 10, 10, … seconds by default.
  public func backoff(after failures: Int) -> SimulationDuration {
    guard failures > 0, maximumBackoff.microseconds > 0 else {
      return SimulationDuration(microseconds: 0)
    }
    var wait = initialBackoff.microseconds
    for _ in 1..<max(failures, 1) {
      if wait > maximumBackoff.microseconds - wait { return maximumBackoff }
      wait += wait
    }
    return SimulationDuration(microseconds: min(wait, maximumBackoff.microseconds))
  }
}
