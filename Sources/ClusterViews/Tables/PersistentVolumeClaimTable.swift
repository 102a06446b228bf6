/// `kubectl get persistentvolumeclaims`.
enum PersistentVolumeClaimTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "STATUS", "VOLUME", "CAPACITY", "ACCESS MODES", "STORAGECLASS",
    "VOLUMEATTRIBUTESCLASS", "AGE", .wide("VOLUMEMODE"),
  ]

  static func cells(of claim: APIField, in view: TableView) -> [String] {
    let isBound = !claim.spec.volumeName.text.isEmpty
    return [
      claim.objectName, claim.isBeingDeleted ? "Terminating" : claim.status.phase.text,
      claim.spec.volumeName.text, isBound ? claim.status.capacity.storage.text(or: "0") : "",
      isBound ? claim.status.accessModes.accessModesText : "", claim.storageClassText,
      claim.spec.volumeAttributesClassName.text(or: "<unset>"), view.age(of: claim),
      claim.spec.volumeMode.text(or: "<unset>"),
    ]
  }
}

extension APIField {
  /// Access modes in their short forms, each once, in the order of Kubernetes.
  var accessModesText: String {
    let modes = texts
    let short = [
      ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"),
      ("ReadWriteOncePod", "RWOP"),
    ]
    return short.filter { modes.contains($0.0) }.map(\.1).joined(separator: ",")
  }

  /// The storage class of a claim or a volume; the annotation of old comes first.
  var storageClassText: String {
    let annotation = self.metadata.annotations["volume.beta.kubernetes.io/storage-class"]
    return annotation.exists ? annotation.text : self.spec.storageClassName.text
  }
}
