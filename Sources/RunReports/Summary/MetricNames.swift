import StructuredText

/// The names that figures can have: what an expectation can be about.
///
/// A star stands for the name of a resource.
package enum MetricNames {
  /// Every name in the order of the report.
  package static let all: [String] = run + utilization + latency + scheduler + jobs + recovery

  /// Whether there can be a figure called `metric`.
  package static func contains(_ metric: String) -> Bool {
    all.contains { matches(metric, $0) }
  }

  /// The name that was probably meant by `metric`; nil if none comes near.
  package static func suggestion(for metric: String) -> String? {
    // A word is compared with a few dozen others at a time.
    let winners = stride(from: 0, to: all.count, by: 64).compactMap { start in
      Spelling.nearest(to: metric, among: Array(all[start..<min(all.count, start + 64)]))
    }
    return Spelling.nearest(to: metric, among: winners)
  }

  /// What is wrong with a name that no figure has, with a suggestion; nil if nothing is.
  package static func problem(with metric: String) -> String? {
    if contains(metric) { return nil }
    let hint = suggestion(for: metric).map { "; did you mean \($0)?" } ?? ""
    return "there is no figure \(metric)\(hint)"
  }

  /// Whether `metric` is `pattern` with something in place of the star.
  private static func matches(_ metric: String, _ pattern: String) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return metric == pattern }
    let (head, tail) = (pattern[..<star], pattern[pattern.index(after: star)...])
    return metric.utf8.count > head.utf8.count + tail.utf8.count && metric.hasPrefix(head)
      && metric.hasSuffix(tail)
  }

  private static let run =
    ["run.end_seconds", "run.events", "run.incomplete", "nodes.count", "nodes.ready"]
    + [
      "created", "scheduled", "pending", "running", "ready", "succeeded", "failed", "terminating",
      "deleted", "unscheduled", "restarts",
    ].map { "pods.\($0)" }

  private static let utilization =
    ["allocation_ratio", "usage_ratio", "capacity_ratio", "request_efficiency"]
    .flatMap { level("\($0).*") }
    + level("lost_requested.*")
    + ["headroom.*.mean", "headroom.*.min", "headroom_nodes.*.mean", "dominant_share_max"]
    + ["standard_deviation", "range", "coefficient_of_variation", "jain_index"]
    .flatMap { level("imbalance.*.\($0)") }
    + ["empty_node_seconds", "stranded.*", "fragmented.*", "fragmentation_ratio.*"]

  private static let latency = LatencyStage.allCases.flatMap { stage in
    DurationDistribution.Figure.allCases.map { "\(stage.rawValue).\($0.metric)" }
  }

  private static let scheduler =
    ["attempts", "unschedulable_attempts", "error_attempts"].map { "scheduling.\($0)" }
    + ["attempts.mean", "attempts.p99", "attempts.max"]
    + ["active", "backoff", "unschedulable", "oldest_pending_seconds"]
    .flatMap { level("queue.\($0)") }
    + ["busy_seconds", "useful_seconds", "wasted_seconds"].map { "scheduler.\($0)" }

  private static let jobs =
    [
      "ended", "waiting", "succeeded", "failed", "preemptions", "makespan_seconds", "throughput",
      "useful_core_seconds", "allocated_core_seconds", "lost_core_seconds", "goodput_ratio",
    ].map { "jobs.\($0)" }
    + ["slowdown", "bounded_slowdown"].flatMap { name in
      ["mean", "p50", "p95", "p99", "max", "waiting"].map { "jobs.\(name).\($0)" }
    }

  private static let recovery =
    causes("evictions") + causes("deletions") + ["failures.incidents"] + phases
    + [
      "availability", "replica_deficit_seconds", "seconds_without_ready_endpoint",
      "seconds_with_stale_endpoint", "node_seconds", "cost", "cost_per_useful_core_hour",
    ]

  private static func causes(_ name: String) -> [String] {
    ["\(name).total"] + RunSummary.causes.map { "\(name).\($0)" }
  }

  private static let phases: [String] = FailurePhase.allCases.flatMap { phase in
    RunSummary.failureFigures.map { figure in "failures.\(phase.rawValue).\(figure.metric)" }
  }

  private static func level(_ name: String) -> [String] {
    ["mean", "p50", "p95", "max"].map { "\(name).\($0)" }
  }
}
