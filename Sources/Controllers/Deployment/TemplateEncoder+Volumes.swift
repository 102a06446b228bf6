import KubernetesObjects

extension TemplateEncoder {
  /// Feeds a volume.
  mutating func encode(_ volume: Volume) {
    encode("name", volume.name)
    switch volume.source {
    case .emptyDir(let source):
      encode("emptyDir", Optional(source)) { source, encoder in
        encoder.encode("medium", source.medium)
        encoder.encode("sizeLimit", source.sizeLimit?.description ?? "")
      }
    case .persistentVolumeClaim(let source):
      encode("persistentVolumeClaim", [source.claimName])
      encode("readOnly", source.readOnly)
    case .ephemeral(let claim): encode("ephemeral", Optional(claim)) { $1.encode($0) }
    case .csi(let source):
      encode("csi", [source.driver, source.volumeHandle])
      encode("readOnly", source.readOnly)
    case .hostPath(let path): encode("hostPath", [path])
    case .local(let path): encode("local", [path])
    case .nfs(let server, let path): encode("nfs", [server, path])
    case .configMap(let reference): encode("configMap", [reference.hashedText])
    case .secret(let reference): encode("secret", [reference.hashedText])
    case .projected(let references):
      encode("other", ["projected"])
      encode("sources", references.map(\.hashedText))
    case .image(let reference): encode("image", [reference])
    case .other(let name): encode("other", [name])
    case .gcePersistentDisk, .awsElasticBlockStore, .iscsi, .rbd, .azureDisk, .cinder:
      encodeDisk(volume.source)
    }
  }

  private mutating func encodeDisk(_ source: VolumeSource) {
    switch source {
    case .gcePersistentDisk(let disk):
      encode("gcePersistentDisk", [disk.pdName])
      encode("readOnly", disk.readOnly)
    case .awsElasticBlockStore(let disk):
      encode("awsElasticBlockStore", [disk.volumeID])
      encode("readOnly", disk.readOnly)
    case .iscsi(let disk):
      encode("iscsi", [disk.targetPortal, disk.iqn, String(disk.lun)])
      encode("readOnly", disk.readOnly)
    case .rbd(let disk):
      encode("rbd", disk.monitors + [disk.pool, disk.image])
      encode("readOnly", disk.readOnly)
    case .azureDisk(let disk):
      encode("azureDisk", [disk.diskName, disk.diskURI])
      encode("readOnly", disk.readOnly)
    case .cinder(let volumeID): encode("cinder", [volumeID])
    default: break
    }
  }

  private mutating func encode(_ claim: PersistentVolumeClaimTemplate) {
    encode("labels", claim.metadata.labels)
    encode("annotations", claim.metadata.annotations)
    encode("accessModes", claim.spec.accessModes.map(\.rawValue))
    encode("resources", Optional(claim.spec.resources)) { $1.encode($0) }
    encode("storageClassName", claim.spec.storageClassName.map { [$0] } ?? [])
    encode("selector", claim.spec.selector) { $1.encode($0) }
    encode("volumeName", claim.spec.volumeName)
    if claim.spec.volumeMode != .filesystem { encode("volumeMode", claim.spec.volumeMode.rawValue) }
  }
}

extension ConfigReference {
  /// The object's name, with what is taken of it.
  var hashedText: String {
    items.reduce(isOptional ? name + "?" : name) { $0 + " \($1.key)=\($1.path)" }
  }
}
