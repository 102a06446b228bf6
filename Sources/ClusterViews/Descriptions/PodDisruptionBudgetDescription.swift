/// `kubectl describe poddisruptionbudget`.
enum PodDisruptionBudgetDescription: ObjectDescription {
  static func write(
    _ budget: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let (spec, status) = (budget.spec, budget.status)
    writer.field("Name", budget.objectName)
    writer.field("Namespace", budget.objectNamespace)
    if spec.minAvailable.exists {
      writer.field("Min available", spec.minAvailable.text)
    } else {
      writer.fieldIfAny("Max unavailable", spec.maxUnavailable.text)
    }
    let selector = spec["selector"]
    writer.field("Selector", selector.exists ? selector.selectorText : "<unset>")
    writer.line("Status:")
    for (title, count) in [
      ("Allowed disruptions", status.disruptionsAllowed), ("Current", status.currentHealthy),
      ("Desired", status.desiredHealthy), ("Total", status.expectedPods),
    ] {
      writer.field(title, "\(count.whole)", level: 2)
    }
  }
}
