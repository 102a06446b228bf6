import ClusterState
import KubernetesObjects
import StructuredText

/// Horizontal pod autoscalers.
enum AutoscalerExporter: ObjectExporter {
  static let kinds = ["HorizontalPodAutoscaler"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let autoscalers = view.cluster.autoscalers
    return autoscalers.indices.filter { autoscalers[$0].isPresent }.map { row in
      ObjectKey(view.text(autoscalers[row].namespace), view.text(autoscalers[row].name), row: row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.autoscalers[key.row]
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    metadata.creationTimestamp = view.instant(record.created)
    metadata.uid = view.identity(.autoscaler, key.row)
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", record.spec.syntaxValue)
    fields.set("status", status(of: record, in: view))
    return fields
  }

  private static func status(of record: AutoscalerRecord, in view: ExportView) -> SyntaxValue {
    let status = record.status
    var fields = FieldList()
    fields.add("conditions", status.conditions.map { view.condition($0) })
    // A place is kept for a metric that could not be read.
    fields.add(
      "currentMetrics",
      status.currentMetrics.map { metric -> SyntaxValue in metric?.syntaxValue ?? ["type": ""] })
    fields.set("currentReplicas", .integer(Int64(status.currentReplicas)))
    fields.set("desiredReplicas", .integer(Int64(status.desiredReplicas)))
    fields.add("lastScaleTime", view.instant(status.lastScaleTime))
    return fields.value
  }
}

extension AutoscalerMetricStatus {
  fileprivate var syntaxValue: SyntaxValue {
    var current = FieldList()
    current.add("averageUtilization", averageUtilization)
    current.add("averageValue", averageMilliValue.map { "\(Quantity(milliValue: $0))" } ?? "")
    current.add("value", milliValue.map { "\(Quantity(milliValue: $0))" } ?? "")
    return source.syntaxValue(with: "current", current.value)
  }
}
