import KubernetesObjects

/// `kubectl describe persistentvolumeclaim`.
enum PersistentVolumeClaimDescription: ObjectDescription {
  static func write(
    _ claim: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    writer.field("Name", claim.objectName)
    writer.field("Namespace", claim.objectNamespace)
    writer.field("StorageClass", claim.storageClassText)
    writer.field("Status", claim.phaseText(at: selection.now))
    writeVolume(of: claim, isWhole: true, to: &writer)
    let users = selection.source.objects("Pod", in: claim.objectNamespace).filter { pod in
      pod.spec.volumes.elements.contains {
        $0.persistentVolumeClaim.claimName.text == claim.objectName
          && $0.persistentVolumeClaim.exists
      }
        || claim.metadata.ownerReferences.elements.contains {
          $0.kind.text == "Pod" && $0.uid == pod.metadata.uid
        }
    }
    writer.list("Used By", users.map(\.objectName).sorted { $0.precedesInBytes($1) })
    writeConditions(of: claim, to: &writer)
  }

  /// Writes what a template of a claim says.
  static func writeSpecification(of claim: APIField, to writer: inout DescriptionWriter) {
    writer.field("StorageClass", claim.storageClassText)
    writeVolume(of: claim, isWhole: false, to: &writer)
  }

  private static func writeVolume(
    of claim: APIField, isWhole: Bool, to writer: inout DescriptionWriter
  ) {
    writer.field("Volume", claim.spec.volumeName.text)
    writer.labels("Labels", claim.metadata.labels)
    writer.annotations("Annotations", claim.metadata.annotations)
    if isWhole {
      writer.field("Finalizers", "[\(claim.metadata.finalizers.texts.joined(separator: " "))]")
    }
    let isBound = !claim.spec.volumeName.text.isEmpty
    writer.field("Capacity", isBound ? claim.status.capacity.storage.text(or: "0") : "")
    writer.field("Access Modes", isBound ? claim.status.accessModes.accessModesText : "")
    writer.fieldIfAny("VolumeMode", claim.spec.volumeMode.text)
    let origin = claim.spec.dataSource
    guard origin.exists else { return }
    writer.line("DataSource:")
    writer.fieldIfAny("APIGroup", origin.apiGroup.text, level: 1)
    writer.field("Kind", origin.kind.text, level: 1)
    writer.field("Name", origin["name"].text, level: 1)
  }

  private static func writeConditions(of claim: APIField, to writer: inout DescriptionWriter) {
    let conditions = claim.status.conditions.elements
    if conditions.isEmpty { return }
    writer.line("Conditions:")
    writer.row(["Type", "Status", "LastProbeTime", "LastTransitionTime", "Reason", "Message"])
    writer.row([
      "----", "------", "-----------------", "------------------", "------", "-------",
    ])
    for condition in conditions {
      let cells = [
        condition.type.text, condition.status.text, condition.lastProbeTime.mailText,
        condition.lastTransitionTime.mailText, condition.reason.text,
      ]
      writer.row(cells.map { $0 + " " } + [condition.message.text])
    }
  }
}

extension APIField {
  /// The phase of a claim or a volume; that it is being deleted comes first.
  func phaseText(at now: Timestamp) -> String {
    guard isBeingDeleted else { return self.status.phase.text }
    let since = HumanDuration.since(self.metadata.deletionTimestamp.instant, at: now)
    return "Terminating (lasts \(since))"
  }
}
