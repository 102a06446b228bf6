/// `kubectl describe horizontalpodautoscaler`.
enum HorizontalPodAutoscalerDescription: ObjectDescription {
  static func write(
    _ autoscaler: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let (spec, status) = (autoscaler.spec, autoscaler.status)
    let target = spec.scaleTargetRef
    writer.field("Name", autoscaler.objectName)
    writer.field("Namespace", autoscaler.objectNamespace)
    writer.labels("Labels", autoscaler.metadata.labels)
    writer.annotations("Annotations", autoscaler.metadata.annotations)
    writer.field("CreationTimestamp", autoscaler.metadata.creationTimestamp.mailText)
    writer.field("Reference", "\(target.kind.text)/\(target["name"].text)")
    writer.field("Metrics", "( current / target )")
    for metric in MetricText.all(of: autoscaler) { write(metric, to: &writer) }
    writer.field("Min replicas", spec.minReplicas.text(or: "<unset>"))
    writer.field("Max replicas", "\(spec.maxReplicas.whole)")
    if spec.behavior.exists {
      writer.line("Behavior:")
      write("Scale Up", spec.behavior.scaleUp, to: &writer)
      write("Scale Down", spec.behavior.scaleDown, to: &writer)
    }
    writer.field(
      "\(target.kind.text) pods",
      "\(status.currentReplicas.whole) current / \(status.desiredReplicas.whole) desired")
    let conditions = status.conditions.elements
    if conditions.isEmpty { return }
    writer.line("Conditions:")
    writer.row(["Type", "Status", "Reason", "Message"])
    writer.row(["----", "------", "------", "-------"])
    for condition in conditions {
      writer.row([
        condition.type.text, condition.status.text, condition.reason.text, condition.message.text,
      ])
    }
  }

  private static func write(_ metric: MetricText, to writer: inout DescriptionWriter) {
    let ratio = "\(metric.current) / \(metric.target)"
    let average = metric.isAverage ? "(target average value)" : "(target value)"
    switch metric.source {
    case .resource, .containerResource:
      let place =
        metric.source == .resource
        ? "" : " of container \"\(metric.spec.container.text)\""
      let title = "resource \(metric.name)\(place) on pods"
      if metric.isAverage { return writer.field(title, ratio, level: 1) }
      let amount = metric.reading.averageValue
      let current = metric.current + (amount.exists ? " (\(amount.text))" : "")
      writer.field(
        "\(title)  (as a percentage of request)", "\(current) / \(metric.target)", level: 1)
    case .pods: writer.field("\"\(metric.name)\" on pods", ratio, level: 1)
    case .object:
      let object = metric.spec.describedObject
      let place = "\(object.kind.text)/\(object["name"].text)"
      writer.field("\"\(metric.name)\" on \(place) \(average)", ratio, level: 1)
    case .external: writer.field("\"\(metric.name)\" \(average)", ratio, level: 1)
    case nil: writer.line("<unknown metric type \"\(metric.type)\">", level: 1)
    }
  }

  private static func write(
    _ direction: String, _ rules: APIField, to writer: inout DescriptionWriter
  ) {
    guard rules.exists else { return }
    writer.line("\(direction):", level: 1)
    if let seconds = rules.stabilizationWindowSeconds.integer {
      writer.line("Stabilization Window: \(seconds) seconds", level: 2)
    }
    let policies = rules.policies.elements
    if policies.isEmpty { return }
    writer.line("Select Policy: \(rules.selectPolicy.text(or: "Max"))", level: 2)
    writer.line("Policies:", level: 2)
    for policy in policies {
      writer.line(
        "- Type: \(policy.type.text)\tValue: \(policy["value"].whole)\t"
          + "Period: \(policy.periodSeconds.whole) seconds", level: 3)
    }
  }
}
