/// `kubectl describe priorityclass`.
enum PriorityClassDescription: ObjectDescription {
  static func write(
    _ priority: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    writer.field("Name", priority.objectName)
    writer.field("Value", "\(priority["value"].whole)")
    writer.field("GlobalDefault", "\(priority.globalDefault.isTrue)")
    writer.field("PreemptionPolicy", priority.preemptionPolicy.text)
    writer.field("Description", priority.description.text)
    writer.field("Annotations", priority.metadata.annotations.labelsText)
  }
}
