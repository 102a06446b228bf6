/// `kubectl get horizontalpodautoscalers`.
enum HorizontalPodAutoscalerTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "REFERENCE", "TARGETS", "MINPODS", "MAXPODS", "REPLICAS", "AGE",
  ]

  static func cells(of autoscaler: APIField, in view: TableView) -> [String] {
    let target = autoscaler.spec.scaleTargetRef
    return [
      autoscaler.objectName, "\(target.kind.text)/\(target["name"].text)",
      metrics(of: autoscaler), autoscaler.spec.minReplicas.text(or: "<unset>"),
      "\(autoscaler.spec.maxReplicas.whole)", "\(autoscaler.status.currentReplicas.whole)",
      view.age(of: autoscaler),
    ]
  }

  private static func metrics(of autoscaler: APIField) -> String {
    let metrics = MetricText.all(of: autoscaler)
    if metrics.isEmpty { return "<none>" }
    let texts = metrics.map { metric in
      guard let source = metric.source else { return "<unknown type>" }
      let ratio = "\(metric.current)/\(metric.target)"
      switch source {
      case .resource, .containerResource: return "\(metric.name): \(ratio)"
      case .pods: return ratio
      case .object, .external: return ratio + (metric.isAverage ? " (avg)" : "")
      }
    }
    let shown = texts.prefix(2).joined(separator: ", ")
    return texts.count > 2 ? "\(shown) + \(texts.count - 2) more..." : shown
  }
}
