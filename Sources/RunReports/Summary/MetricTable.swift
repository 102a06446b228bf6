import ClusterState

/// The metrics of the summary, in the order of the report.
enum MetricTable {
  static let all: [MetricDefinition] =
    run + utilization + packing + latency + scheduler + jobs + recovery + services + cost

  /// The metric, the resource and the statistic of a figure's full name.
  static func parts(
    of fullName: String
  ) -> (metric: String, resource: String, statistic: String) {
    for definition in all {
      guard let parts = definition.parts(of: fullName) else { continue }
      return (definition.name, parts.resource, parts.statistic)
    }
    preconditionFailure("\(fullName) is not among the metrics")
  }

  private static let level = ["mean", "p50", "p95", "max"]

  private static let run: [MetricDefinition] = [
    MetricDefinition("run.end_seconds", unit: "seconds", of: .run, "When the run ended."),
    MetricDefinition("run.events", unit: "events", of: .run, "Events of the simulation."),
    MetricDefinition(
      "run.incomplete", unit: "", of: .run, "1 if the run was stopped before its end."),
    MetricDefinition(
      "nodes", ["count", "ready"], unit: "nodes", of: .closing, "Nodes at the end."),
    MetricDefinition(
      "pods",
      [
        "created", "scheduled", "pending", "running", "ready", "succeeded", "failed",
        "terminating", "deleted", "unscheduled",
      ], unit: "pods", of: .closing,
      "Pods at the end; created is pending, running, succeeded, failed, terminating and deleted."),
    MetricDefinition(
      "pods.restarts", unit: "restarts", of: .closing, "Restarts of containers."),
  ]

  private static let utilization: [MetricDefinition] = [
    MetricDefinition(
      "allocation_ratio", level, ofResources: true, unit: "ratio",
      "Σ requests of the pods on ready nodes / Σ allocatable of ready nodes."),
    MetricDefinition(
      "lost_requested", level, ofResources: true, unit: "unit of the resource",
      "Σ requests of the pods on nodes that are not ready."),
    MetricDefinition(
      "usage_ratio", level, ofResources: true, unit: "ratio",
      "Σ usage of the pods on ready nodes / Σ allocatable of ready nodes."),
    MetricDefinition(
      "capacity_ratio", level, ofResources: true, unit: "ratio",
      "Σ requests of the pods on ready nodes / Σ capacity of all nodes."),
    MetricDefinition(
      "request_efficiency", level, ofResources: true, unit: "ratio", "Σ usage / Σ requests."),
    MetricDefinition(
      "headroom", ["mean", "min"], ofResources: true, unit: "ratio", "1 − allocation_ratio."),
    MetricDefinition(
      "headroom_nodes", ["mean"], ofResources: true, unit: "nodes",
      "What is free, in largest nodes."),
    MetricDefinition(
      "dominant_share_max", unit: "ratio", "The greatest allocation ratio of any resource."),
    MetricDefinition(
      "imbalance",
      ["standard_deviation", "range", "coefficient_of_variation", "jain_index"].flatMap { name in
        level.map { "\(name).\($0)" }
      }, ofResources: true, unit: "ratio",
      "The spread of the ready nodes' allocation ratios over time."),
    MetricDefinition(
      "empty_node_seconds", unit: "node-seconds", "For how long nodes stood without pods."),
  ]

  private static let packing: [MetricDefinition] = [
    MetricDefinition(
      "stranded", ofResources: true, unit: "unit of the resource", of: .closing,
      "Free at the end on ready nodes where another resource is short for the smallest request."),
    MetricDefinition(
      "fragmented", ofResources: true, unit: "unit of the resource", of: .closing,
      "The expected amount that is free at the end and that a typical pod could not use."),
    MetricDefinition(
      "fragmentation_ratio", ofResources: true, unit: "ratio", of: .closing,
      "That amount over all that is free."),
    MetricDefinition(
      "gpu_fragmentation", FinalFragmentation.names, unit: "units", of: .closing,
      "Thousandths of GPUs free at the end, by what typical pods could make of them."),
  ]

  private static let latency: [MetricDefinition] = LatencyStage.allCases.map { stage in
    MetricDefinition(
      stage.rawValue, DurationDistribution.Figure.allCases.map(\.metric), unit: "seconds",
      stage.meaning)
  }

  private static let scheduler: [MetricDefinition] =
    [
      MetricDefinition(
        "scheduling", ["attempts", "unschedulable_attempts", "error_attempts"], unit: "attempts",
        "Attempts to place pods."),
      MetricDefinition(
        "attempts", ["mean", "p99", "max"], unit: "attempts",
        "How often a pod was tried, of those that were."),
    ]
    + ["active", "backoff", "unschedulable"].map {
      MetricDefinition("queue.\($0)", level, unit: "pods", "The length of the queue over time.")
    } + [
      MetricDefinition(
        "queue.oldest_pending_seconds", level, unit: "seconds",
        "The age of the pod that has waited longest."),
      MetricDefinition(
        "scheduler", ["busy_seconds", "useful_seconds", "wasted_seconds"], unit: "seconds",
        "Time in scheduling cycles; useful if a node was found."),
    ]

  private static let jobs: [MetricDefinition] =
    [
      MetricDefinition(
        "jobs", ["ended", "waiting", "succeeded", "failed", "preemptions"], unit: "pods",
        "Pods without a controller that end by themselves."),
      MetricDefinition(
        "jobs.makespan_seconds", unit: "seconds", "From the first creation to the last end."),
      MetricDefinition("jobs.throughput", unit: "pods/hour", "Ends by the hour of the makespan."),
      MetricDefinition(
        "jobs", ["useful_core_seconds", "allocated_core_seconds", "lost_core_seconds"],
        unit: "core-seconds", "Requests × time of what succeeded, of all, of what was lost."),
      MetricDefinition("jobs.goodput_ratio", unit: "ratio", "Useful over allocated."),
    ]
    + ["slowdown", "bounded_slowdown"].map {
      MetricDefinition(
        "jobs.\($0)", ["mean", "p50", "p95", "p99", "max", "waiting"], unit: "ratio",
        "Turnaround over run time; bounded: over 10 s at the least.")
    }

  private static let recovery: [MetricDefinition] =
    [
      MetricDefinition(
        "evictions", ["total"] + RunSummary.causes, unit: "pods",
        "Pods that had not ended and were made to leave their nodes, by cause."),
      MetricDefinition(
        "deletions", ["total"] + RunSummary.causes, unit: "pods", "Other deletions, by cause."),
      MetricDefinition("failures.incidents", unit: "incidents", "What struck nodes."),
    ]
    + FailurePhase.allCases.map { phase in
      MetricDefinition(
        "failures.\(phase.rawValue)", RunSummary.failureFigures.map(\.metric), unit: "seconds",
        phase.meaning)
    }

  private static let services: [MetricDefinition] = [
    MetricDefinition(
      "availability", unit: "ratio", "The part of what was wanted that was there, over time."),
    MetricDefinition("replica_deficit_seconds", unit: "seconds", "∫ (desired − ready) dt."),
    MetricDefinition(
      "seconds_without_ready_endpoint", unit: "seconds",
      "While no endpoint is listed as ready, from the service's creation to its end."),
    MetricDefinition(
      "seconds_with_stale_endpoint", unit: "seconds", "While one is listed that leads nowhere."),
  ]

  private static let cost: [MetricDefinition] = [
    MetricDefinition("node_seconds", unit: "node-seconds", "For how long nodes were there."),
    MetricDefinition(
      "cost", unit: "currency", "Node-hours × price, if every node that was ready has one."),
    MetricDefinition(
      "cost_per_useful_core_hour", unit: "currency/core-hour",
      "The cost over the processor time that pods used."),
  ]
}
