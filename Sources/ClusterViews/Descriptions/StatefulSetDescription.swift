/// `kubectl describe statefulset`.
enum StatefulSetDescription: ObjectDescription {
  static func write(
    _ set: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let spec = set.spec
    writer.field("Name", set.objectName)
    writer.field("Namespace", set.objectNamespace)
    writer.field("CreationTimestamp", set.metadata.creationTimestamp.mailText)
    writer.field("Selector", spec["selector"].labelSelector?.description ?? "<error>")
    writer.labels("Labels", set.metadata.labels)
    writer.annotations("Annotations", set.metadata.annotations)
    writer.field(
      "Replicas", "\(spec.replicas.whole) desired | \(set.status.replicas.whole) total")
    writer.field("Update Strategy", spec.updateStrategy.type.text)
    let rolling = spec.updateStrategy.rollingUpdate
    if rolling.partition.exists {
      writer.field("Partition", "\(rolling.partition.whole)", level: 1)
      writer.fieldIfAny("MaxUnavailable", rolling.maxUnavailable.text, level: 1)
    }
    writer.field("Pods Status", PodCensus(of: set, in: selection.source).text)
    writer.podTemplate(spec.template)
    writeClaims(spec.volumeClaimTemplates.elements, to: &writer)
  }

  private static func writeClaims(
    _ templates: [APIField], to writer: inout DescriptionWriter
  ) {
    if templates.isEmpty { return writer.field("Volume Claims", "<none>") }
    writer.line("Volume Claims:")
    for claim in templates {
      let storage = claim.spec["resources"].requests.storage
      writer.field("Name", claim.objectName, level: 1)
      writer.field("StorageClass", claim.storageClassText, level: 1)
      writer.labels("Labels", claim.metadata.labels, indent: "  ")
      writer.labels("Annotations", claim.metadata.annotations, indent: "  ")
      writer.field("Capacity", storage.text(or: "<default>"), level: 1)
      let modes = claim.spec.accessModes.texts.joined(separator: " ")
      writer.field("Access Modes", "[\(modes)]", level: 1)
    }
  }
}
