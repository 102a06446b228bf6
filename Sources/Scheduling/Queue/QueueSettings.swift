import SimulationEngine

/// How long pods wait after a failed attempt.
///
/// Source: `pkg/scheduler/backend/queue`, Kubernetes 1.34.
public struct QueueSettings: Hashable, Sendable {
  /// The wait after the first failure (`podInitialBackoffSeconds`); it doubles with each.
  public var initialBackoff = SimulationDuration.seconds(1)
  /// The longest wait (`podMaxBackoffSeconds`); zero for none.
  public var maximumBackoff = SimulationDuration.seconds(10)
  /// How long a pod may stay unschedulable before it is tried again without cause
  /// (`podMaxInUnschedulablePodsDuration`).
  public var unschedulableTimeout = SimulationDuration.seconds(300)
  /// Whether a pod that was turned down is ever tried again; the real scheduler always does.
  public var retriesRejected = true
  /// Whether pods that wait are taken early when nothing else is to do, as since 1.33
  /// (`SchedulerPopFromBackoffQ`).
  public var popsFromBackoff = true

  /// How often pods whose wait has passed are looked for, on the whole second.
  static let backoffFlushPeriod = SimulationDuration.seconds(1)
  /// How often pods that have been unschedulable for too long are looked for.
  static let unschedulableFlushPeriod = SimulationDuration.seconds(30)

  /// The defaults of 1.34.
  public init() {}

  /// The wait after `failures` failures.
  ///
  /// 1, 2, 4, 8, 10, 10, … seconds by default.
  public func backoff(after failures: Int) -> SimulationDuration {
    guard failures > 0, maximumBackoff.microseconds > 0 else { return .zero }
    var wait = initialBackoff.microseconds
    for _ in 1..<max(failures, 1) {
      if wait > maximumBackoff.microseconds - wait { return maximumBackoff }
      wait += wait
    }
    return SimulationDuration(microseconds: min(wait, maximumBackoff.microseconds))
  }

  /// Where the wait of a pod that failed at `time` ends: with early popping, at the beginning of
  /// the second, so that whole seconds are taken in order of priority.
  ///
  /// Source: `backoffQueue.alignToWindow`, Kubernetes 1.34.
  func expiry(of time: SimulationTime, after failures: Int) -> SimulationTime {
    aligned(time.addingSaturating(backoff(after: failures)))
  }

  /// Whether a wait that ends at `expiry` has not passed at `now`.
  ///
  /// The instant, or second, in which it ends still belongs to it. Source:
  /// `backoffQueue.isPodBackingoff`, Kubernetes 1.34.
  func isBackingOff(until expiry: SimulationTime, at now: SimulationTime) -> Bool {
    maximumBackoff.microseconds > 0 && expiry >= aligned(now)
  }

  /// The whole second at which a wait that ends at `expiry` is found to have passed.
  func flush(after expiry: SimulationTime) -> SimulationTime {
    let period = Self.backoffFlushPeriod.microseconds
    let latest = SimulationTime.latest.microseconds / period - 1
    return SimulationTime(microseconds: (min(expiry.microseconds / period, latest) + 1) * period)
  }

  private func aligned(_ time: SimulationTime) -> SimulationTime {
    guard popsFromBackoff else { return time }
    let period = Self.backoffFlushPeriod.microseconds
    return SimulationTime(microseconds: time.microseconds / period * period)
  }
}
