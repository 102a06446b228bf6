import ClusterSimulation
import ClusterState
import KubernetesObjects

/// Changes of what autoscalers want and tell.
enum AutoscalersTable: ReportTable {
  static let fileName = "autoscalers.csv"
  static let meaning =
    "What an autoscaler tells of a metric after a change; a row for each of its metrics."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("namespace", "The autoscaler's namespace."),
    .text("autoscaler", "The autoscaler."),
    .text("target", "What it scales, as kind/name."),
    .integer("min_replicas", "pods", "The fewest pods that it allows."),
    .integer("max_replicas", "pods", "The most pods that it allows."),
    .integer("current_replicas", "pods", "How many pods the target had at the last look."),
    .integer("desired_replicas", "pods", "How many pods it should have."),
    .text("metric_type", "Resource, ContainerResource, Pods, Object or External."),
    .text("metric", "The resource's or the metric's name."),
    .integer("target_percent", "%", "The share of the requests that is aimed at."),
    .integer("current_percent", "%", "The share of the requests that is used."),
    .text("target_value", "The value or average value aimed at, as a quantity."),
    .text("current_value", "The value or average value measured, as a quantity."),
    .text("limited", "Why the number of pods is not what the metrics call for, if it is not."),
    .text("reason", "Why the autoscaler does what it does, in its own words."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for change in run.source.recording.autoscalers where change.isPresent {
      for (row, metric) in change.metrics.enumerated() {
        let record = run.source.cluster.autoscalers[change.autoscaler]
        table.time(change.time)
        table.text(run.source.text(record.namespace))
        table.text(run.source.text(record.name))
        table.text("\(record.spec.scaleTargetRef.kind)/\(record.spec.scaleTargetRef.name)")
        table.integer(change.minReplicas)
        table.integer(change.maxReplicas)
        table.integer(change.currentReplicas)
        table.integer(change.desiredReplicas)
        table.text(metric.source.type)
        table.text(metric.source.name)
        write(metric.target, row < change.current.count ? change.current[row] : nil, to: &table)
        table.text(change.limitation)
        table.text(change.explanation)
        try table.endRow()
      }
    }
  }

  /// What is aimed at and what was measured.
  private static func write(
    _ target: MetricTarget, _ current: AutoscalerMetricStatus?, to table: inout TableWriter
  ) {
    var milliValue: Int64?
    switch target {
    case .utilization(let percentage): table.integer(percentage)
    case .value(let quantity), .averageValue(let quantity):
      table.empty()
      milliValue = quantity.milliValue
    }
    if let percentage = current?.averageUtilization {
      table.integer(percentage)
    } else {
      table.empty()
    }
    write(milliValue, to: &table)
    write(current?.averageMilliValue ?? current?.milliValue, to: &table)
  }

  private static func write(_ milliValue: Int64?, to table: inout TableWriter) {
    table.text(milliValue.map { Quantity(milliValue: $0).description } ?? "")
  }
}

extension AutoscalerChange {
  /// The reason of a condition that is true only while something limits the autoscaler.
  fileprivate var limitation: String {
    let limit = conditions.first { $0.type == "ScalingLimited" && $0.status == .yes }
    return limit?.reason ?? ""
  }

  /// The sentence that says most: why nothing is known, else why the target has its size.
  fileprivate var explanation: String {
    let unable = conditions.first { $0.type == "AbleToScale" && $0.status != .yes }
    let inactive = conditions.first { $0.type == "ScalingActive" && $0.status != .yes }
    let limited = conditions.first { $0.type == "ScalingLimited" && $0.status == .yes }
    let able = conditions.first { $0.type == "AbleToScale" }
    return (unable ?? inactive ?? limited ?? able)?.message ?? ""
  }
}
