/// `kubectl describe persistentvolume`.
enum PersistentVolumeDescription: ObjectDescription {
  static func write(
    _ volume: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    let spec = volume.spec
    let claim = spec.claimRef
    writer.field("Name", volume.objectName)
    writer.labels("Labels", volume.metadata.labels)
    writer.annotations("Annotations", volume.metadata.annotations)
    writer.field("Finalizers", "[\(volume.metadata.finalizers.texts.joined(separator: " "))]")
    writer.field("StorageClass", volume.storageClassText)
    writer.field("Status", volume.phaseText(at: selection.now))
    writer.field(
      "Claim", claim.exists ? "\(claim["namespace"].text)/\(claim["name"].text)" : "")
    writer.field("Reclaim Policy", spec.persistentVolumeReclaimPolicy.text)
    writer.field("Access Modes", spec.accessModes.accessModesText)
    writer.fieldIfAny("VolumeMode", spec.volumeMode.text)
    writer.field("Capacity", spec.capacity.storage.text(or: "0"))
    writeAffinity(spec.nodeAffinity.required, to: &writer)
    writer.field("Message", volume.status.message.text)
    writer.line("Source:")
    writer.volumeSource(spec)
  }

  private static func writeAffinity(_ affinity: APIField, to writer: inout DescriptionWriter) {
    guard affinity.exists else { return writer.field("Node Affinity", "<none>") }
    writer.field("Node Affinity", "")
    let terms = affinity.nodeSelectorTerms.elements
    writer.field("Required Terms", terms.isEmpty ? "<none>" : "", level: 1)
    for (index, term) in terms.enumerated() {
      let expressions = term.matchExpressions.elements
      if expressions.isEmpty { writer.field("Term \(index)", "<none>", level: 2) }
      for (place, expression) in expressions.enumerated() {
        let values = expression.values.texts
        let list = values.isEmpty ? "" : " [\(values.joined(separator: ", "))]"
        let text = "\(expression.key.text) \(expression.operator.text.lowercased())\(list)"
        writer.line((place == 0 ? "Term \(index):" : "") + "\t" + text, level: 2)
      }
    }
  }
}
