/// Whether more or less of a figure is what one wants; of many neither.
enum MetricDirection {
  case more
  case less

  private static let wantedLess = [
    "pods.pending", "pods.failed", "pods.unscheduled", "pods.restarts", "lost_requested",
    "stranded", "fragmented", "fragmentation_ratio", "scheduling.", "e2e_scheduling", "queue_wait",
    "startup", "image_pull", "ready.", "wait.", "turnaround.", "queue.", "attempts.",
    "scheduler.wasted_seconds", "jobs.waiting", "jobs.failed", "jobs.makespan_seconds",
    "jobs.lost_core_seconds", "jobs.slowdown", "jobs.bounded_slowdown", "evictions.", "failures.",
    "replica_deficit_seconds", "seconds_without_ready_endpoint", "seconds_with_stale_endpoint",
    "cost",
  ]
  private static let wantedMore = [
    "nodes.ready", "pods.running", "pods.ready", "pods.succeeded", "availability",
    "request_efficiency", "jobs.succeeded", "jobs.throughput", "jobs.goodput_ratio",
    "jobs.useful_core_seconds",
  ]

  /// The direction of the figure `metric`; nil where it depends.
  init?(of metric: String) {
    if Self.wantedMore.contains(where: { metric.hasPrefix($0) }) {
      self = .more
    } else if metric.hasPrefix("imbalance.") {
      self = metric.contains("jain_index") ? .more : .less
    } else if Self.wantedLess.contains(where: { metric.hasPrefix($0) }) {
      self = .less
    } else {
      return nil
    }
  }
}
