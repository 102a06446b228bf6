import ClusterSimulation
import ClusterState
import SimulationEngine

/// How long the stages of a pod's life took, and how busy the scheduler was.
///
/// - `<stage>.mean_seconds`, `<stage>.p99_seconds`, …: the stages of `latency.csv`, over all pods;
///   `<stage>.waiting`: how many have not come to the end of the stage, and count with their time
///   so far, or until the pod was deleted or failed.
/// - `attempts`: how often a pod was tried, over the pods that were tried at all, first within the
///   window.
/// - `queue.active`, `queue.backoff`, `queue.unschedulable`: lengths over time.
/// - `queue.oldest_pending_seconds`: the age of the pod that has waited longest, over the time in
///   which any waits.
/// - `scheduler.busy_seconds`: the time in scheduling cycles; useful if a node was found, else
///   wasted (after Schwarzkopf and others, "Omega", EuroSys 2013).
extension RunSummary {
  mutating func addLatencies(_ latencies: LatencyDistributions) {
    for stage in LatencyStage.allCases {
      guard let distribution = latencies.distribution(stage) else { continue }
      durations(stage.rawValue, distribution, DurationDistribution.Figure.allCases)
    }
  }

  mutating func addScheduler(_ source: ReportSource) {
    let window = source.window
    let attempts = source.recording.attempts.filter { window.contains($0.time) }
    count("scheduling.attempts", attempts.count, "attempts")
    count(
      "scheduling.unschedulable_attempts", attempts.count { $0.result == .unschedulable },
      "attempts")
    count("scheduling.error_attempts", attempts.count { $0.result == .error }, "attempts")
    let tried = source.recording.attemptCounts.indices.lazy.filter {
      window.contains(source.recording.firstAttempt($0))
    }.map { source.recording.attemptCounts[$0] }.filter { $0 > 0 }
    if let distribution = DurationDistribution(tried.map { Int64($0) }) {
      ratioOf("attempts.mean", tried.reduce(0) { $0 + Int64($1) }, Int64(distribution.count))
      count("attempts.p99", Int(distribution.p99), "attempts")
      count("attempts.max", Int(distribution.maximum), "attempts")
    }
    addQueue(source)
    addBusyTime(source)
  }

  private mutating func ratioOf(_ metric: String, _ sum: Int64, _ count: Int64) {
    guard let mean = Ratio.millionths(sum, of: count) else { return }
    add(metric, .millionths(mean), "attempts")
  }

  private mutating func addQueue(_ source: ReportSource) {
    let queue = source.queue
    addLength("queue.active", queue.active.summary(until: source.window.until))
    addLength("queue.backoff", queue.backOff.summary(until: source.window.until))
    addLength("queue.unschedulable", queue.unschedulable.summary(until: source.window.until))
    let age = queue.oldestPending.summary(until: source.window.until)
    seconds("queue.oldest_pending_seconds.mean", age?.mean)
    seconds("queue.oldest_pending_seconds.p50", age?[.p50])
    seconds("queue.oldest_pending_seconds.p95", age?[.p95])
    seconds("queue.oldest_pending_seconds.max", age?.maximum)
  }

  private mutating func addLength(_ metric: String, _ length: TimeWeightedSummary?) {
    guard let length,
      let mean = Ratio.millionths(length.area, of: length.microseconds)
    else { return }
    add("\(metric).mean", .millionths(mean), "pods")
    add("\(metric).p50", .count(length[.p50]), "pods")
    add("\(metric).p95", .count(length[.p95]), "pods")
    add("\(metric).max", .count(length.maximum), "pods")
  }

  private mutating func addBusyTime(_ source: ReportSource) {
    let settings = source.configuration.controlPlane.scheduler
    var useful: Int64 = 0
    var wasted: Int64 = 0
    let window = source.window
    for attempt in source.recording.attempts where window.contains(attempt.time) {
      let time =
        settings.cycleLatency.microseconds
        &+ settings.cycleLatencyPerNode.microseconds &* Int64(attempt.evaluated)
      if attempt.result == .scheduled { useful &+= time } else { wasted &+= time }
    }
    seconds("scheduler.busy_seconds", useful &+ wasted)
    seconds("scheduler.useful_seconds", useful)
    seconds("scheduler.wasted_seconds", wasted)
  }
}
