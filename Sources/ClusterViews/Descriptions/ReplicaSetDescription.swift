/// `kubectl describe replicaset`.
enum ReplicaSetDescription: ObjectDescription {
  static func write(
    _ set: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    write(set, selector: set.spec["selector"].selectorText, of: selection, to: &writer)
  }

  /// Writes a replica set, or a replication controller, whose selector has another form.
  static func write(
    _ set: APIField, selector: String, of selection: ObjectSelection,
    to writer: inout DescriptionWriter
  ) {
    writer.field("Name", set.objectName)
    writer.field("Namespace", set.objectNamespace)
    writer.field("Selector", selector)
    writer.labels("Labels", set.metadata.labels)
    writer.annotations("Annotations", set.metadata.annotations)
    writer.fieldIfAny("Controlled By", set.controllerText ?? "")
    writer.field(
      "Replicas", "\(set.status.replicas.whole) current / \(set.spec.replicas.whole) desired")
    writer.field("Pods Status", PodCensus(of: set, in: selection.source).text)
    writer.podTemplate(set.spec.template)
    let conditions = set.status.conditions.elements
    if conditions.isEmpty { return }
    writer.conditions(conditions)
  }
}
