import KubernetesObjects

/// `kubectl describe namespace`.
///
/// Source: `k8s.io/kubectl/pkg/describe`, `NamespaceDescriber`, v0.36.
enum NamespaceDescription: ObjectDescription {
  static let events: DescribedEvents? = nil

  static func write(
    _ namespace: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    writer.field("Name", namespace.objectName)
    writer.labels("Labels", namespace.metadata.labels)
    writer.annotations("Annotations", namespace.metadata.annotations)
    writer.field("Status", namespace.status.phase.text)
    let conditions = namespace.status.conditions.elements
    if !conditions.isEmpty {
      writer.line("Conditions:")
      writer.row(["Type", "Status", "LastTransitionTime", "Reason", "Message"])
      writer.row(["----", "------", "------------------", "------", "-------"])
      for condition in conditions {
        writer.row([
          condition.type.text, condition.status.text,
          condition.lastTransitionTime.instant?.mailText ?? "", condition.reason.text,
          condition.message.text,
        ])
      }
    }
    writer.line("")
    writeQuotas(selection.source.objects("ResourceQuota", in: namespace.objectName), to: &writer)
    writer.line("")
    writeLimits(selection.source.objects("LimitRange", in: namespace.objectName), to: &writer)
  }

  private static func writeQuotas(_ quotas: [APIField], to writer: inout DescriptionWriter) {
    if quotas.isEmpty { return writer.line("No resource quota.") }
    writer.line("Resource Quotas")
    for quota in quotas {
      writer.field("Name", quota.objectName, level: 1)
      ResourceQuotaDescription.writeScopes(of: quota, level: 1, to: &writer)
      writer.row(["Resource", "Used", "Hard"])
      writer.row(["--------", "---", "---"])
      for (name, hard) in quota.status.hard.sortedMembers {
        writer.row([name, quota.status.used[name].text(or: "0"), hard.text])
      }
    }
  }

  private static func writeLimits(_ ranges: [APIField], to writer: inout DescriptionWriter) {
    if ranges.isEmpty { return writer.line("No LimitRange resource.") }
    writer.line("Resource Limits")
    writer.line(
      " Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio")
    writer.line(
      " ----\t--------\t---\t---\t---------------\t-------------\t-----------------------")
    for item in ranges.flatMap({ $0.spec.limits.elements }) {
      let columns = [
        item.min, item.max, item.defaultRequest, item["default"], item.maxLimitRequestRatio,
      ]
      var names: [String] = []
      for (name, _) in columns.flatMap(\.sortedMembers) where !names.contains(name) {
        names.append(name)
      }
      for name in names.sorted(by: { $0.precedesInBytes($1) }) {
        let cells = columns.map { $0[name].text(or: "-") }
        writer.line(" \(item.type.text)\t\(name)\t" + cells.joined(separator: "\t"))
      }
    }
  }
}
