/// `kubectl get persistentvolumes`.
enum PersistentVolumeTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "CAPACITY", "ACCESS MODES", "RECLAIM POLICY", "STATUS", "CLAIM", "STORAGECLASS",
    "VOLUMEATTRIBUTESCLASS", "REASON", "AGE", .wide("VOLUMEMODE"),
  ]

  static func cells(of volume: APIField, in view: TableView) -> [String] {
    let claim = volume.spec.claimRef
    return [
      volume.objectName, volume.spec.capacity.storage.text(or: "0"),
      volume.spec.accessModes.accessModesText, volume.spec.persistentVolumeReclaimPolicy.text,
      volume.isBeingDeleted ? "Terminating" : volume.status.phase.text,
      claim.exists ? "\(claim["namespace"].text)/\(claim["name"].text)" : "",
      volume.storageClassText, volume.spec.volumeAttributesClassName.text(or: "<unset>"),
      volume.status.reason.text, view.age(of: volume), volume.spec.volumeMode.text(or: "<unset>"),
    ]
  }
}
