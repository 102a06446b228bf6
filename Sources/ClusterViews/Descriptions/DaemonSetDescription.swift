/// `kubectl describe daemonset`.
enum DaemonSetDescription: ObjectDescription {
  static func write(
    _ set: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let status = set.status
    writer.field("Name", set.objectName)
    writer.field("Namespace", set.objectNamespace)
    writer.field("Selector", set.spec["selector"].labelSelector?.description ?? "<error>")
    writer.field("Node-Selector", set.spec.template.spec.nodeSelector.labelsText)
    writer.labels("Labels", set.metadata.labels)
    writer.annotations("Annotations", set.metadata.annotations)
    let counts = [
      ("Desired Number of Nodes Scheduled", status.desiredNumberScheduled),
      ("Current Number of Nodes Scheduled", status.currentNumberScheduled),
      ("Number of Nodes Scheduled with Up-to-date Pods", status.updatedNumberScheduled),
      ("Number of Nodes Scheduled with Available Pods", status.numberAvailable),
      ("Number of Nodes Misscheduled", status.numberMisscheduled),
    ]
    // These lines are not columns in kubectl's output either.
    for (title, count) in counts { writer.line("\(title): \(count.whole)") }
    writer.field("Pods Status", PodCensus(of: set, in: selection.source).text)
    writer.podTemplate(set.spec.template)
  }
}
