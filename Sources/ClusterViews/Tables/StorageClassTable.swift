/// `kubectl get storageclasses`.
enum StorageClassTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "PROVISIONER", "RECLAIMPOLICY", "VOLUMEBINDINGMODE", "ALLOWVOLUMEEXPANSION", "AGE",
  ]

  static func cells(of storage: APIField, in view: TableView) -> [String] {
    [
      storage.objectName + (storage.isDefaultStorageClass ? " (default)" : ""),
      storage.provisioner.text, storage.reclaimPolicy.text(or: "Delete"),
      storage.volumeBindingMode.text(or: "Immediate"), "\(storage.allowVolumeExpansion.isTrue)",
      view.age(of: storage),
    ]
  }
}

extension APIField {
  /// Whether claims that name no storage class get this one.
  var isDefaultStorageClass: Bool {
    [
      "storageclass.kubernetes.io/is-default-class",
      "storageclass.beta.kubernetes.io/is-default-class",
    ]
    .contains { self.metadata.annotations[$0].text == "true" }
  }
}
