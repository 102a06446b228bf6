import ClusterState
import KubernetesObjects

/// Horizontal pod autoscalers in the change log.
enum AutoscalerDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.autoscaler]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.autoscalers.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let record = view.cluster.autoscalers[row]
    let symbols = view.cluster.symbols
    var told = ObjectDescription(
      kind: HorizontalPodAutoscaler.kind.name, namespace: symbols[record.namespace],
      name: symbols[record.name], isPresent: record.isPresent)
    told.add("min", record.spec.minReplicas)
    told.add("max", record.spec.maxReplicas)
    let status = record.status
    if status.currentReplicas > 0 { told.add("st.current", status.currentReplicas) }
    told.add("st.desired", status.desiredReplicas)
    told.add("scaled", status.lastScaleTime.isSet)
    for metric in status.currentMetrics {
      if let metric { told.add("st.\(metric.source.name)", text(of: metric)) }
    }
    for condition in status.conditions {
      told.add("cond.\(condition.type)", "\(condition.status.name)/\(condition.reason)")
    }
    return told
  }

  /// The share in percent, then the amount of each pod: `53%/266m`; or what there is of these.
  private static func text(of metric: AutoscalerMetricStatus) -> String {
    let share = metric.averageUtilization.map { "\($0)%" }
    let amount = (metric.averageMilliValue ?? metric.milliValue).map {
      Quantity(milliValue: $0).description
    }
    return [share, amount].compactMap(\.self).joined(separator: "/")
  }
}
