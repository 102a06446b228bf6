/// `kubectl describe storageclass`.
enum StorageClassDescription: ObjectDescription {
  static func write(
    _ storage: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    writer.field("Name", storage.objectName)
    writer.field("IsDefaultClass", storage.isDefaultStorageClass ? "Yes" : "No")
    writer.field("Annotations", storage.metadata.annotations.labelsText)
    writer.field("Provisioner", storage.provisioner.text)
    writer.field("Parameters", storage.parameters.labelsText)
    writer.field("AllowVolumeExpansion", storage.allowVolumeExpansion.truthText)
    let options = storage.mountOptions.texts
    if options.isEmpty {
      writer.field("MountOptions", "<none>")
    } else {
      writer.line("MountOptions:")
      for option in options { writer.line(option, level: 1) }
    }
    writer.fieldIfAny("ReclaimPolicy", storage.reclaimPolicy.text)
    writer.fieldIfAny("VolumeBindingMode", storage.volumeBindingMode.text)
  }
}
