import StructuredText

extension Volume: FieldEncodable {
  /// The volume with what is known of its source.
  package var syntaxValue: SyntaxValue {
    let (kind, content) = source.member
    return .mapping([.init("name", .string(name)), .init(kind, content)])
  }
}

extension VolumeSource {
  /// The name of the kind and what is known of the source.
  package var member: (kind: String, content: SyntaxValue) {
    var fields = FieldList()
    switch self {
    case .emptyDir(let source):
      fields.add("medium", source.medium)
      fields.add("sizeLimit", source.sizeLimit.map { "\($0)" } ?? "")
      return ("emptyDir", fields.value)
    case .persistentVolumeClaim(let source):
      fields.add("claimName", source.claimName)
      fields.add("readOnly", source.readOnly)
      return ("persistentVolumeClaim", fields.value)
    case .ephemeral(let template):
      fields.set("metadata", template.metadata.syntaxValue)
      fields.set("spec", template.spec.syntaxValue)
      return ("ephemeral", ["volumeClaimTemplate": fields.value])
    case .csi(let source):
      fields.add("driver", source.driver)
      fields.add("readOnly", source.readOnly)
      fields.add("volumeHandle", source.volumeHandle)
      return ("csi", fields.value)
    case .hostPath(let path): return ("hostPath", ["path": .string(path)])
    case .local(let path): return ("local", ["path": .string(path)])
    case .nfs(let server, let path):
      return ("nfs", ["path": .string(path), "server": .string(server)])
    case .configMap(let reference): return ("configMap", reference.content(nameKey: "name"))
    case .secret(let reference): return ("secret", reference.content(nameKey: "secretName"))
    case .projected(let references):
      return ("projected", ["sources": .sequence(references.map { $0.member(suffix: "") })])
    case .image(let reference): return ("image", ["reference": .string(reference)])
    case .other(let kind): return (kind, [:])
    case .gcePersistentDisk, .awsElasticBlockStore, .iscsi, .rbd, .azureDisk, .cinder:
      return cloudMember
    }
  }

  /// The disks of clouds, and those that are reached over a network.
  private var cloudMember: (kind: String, content: SyntaxValue) {
    var fields = FieldList()
    switch self {
    case .gcePersistentDisk(let source):
      fields.add("pdName", source.pdName)
      fields.add("readOnly", source.readOnly)
      return ("gcePersistentDisk", fields.value)
    case .awsElasticBlockStore(let source):
      fields.add("readOnly", source.readOnly)
      fields.add("volumeID", source.volumeID)
      return ("awsElasticBlockStore", fields.value)
    case .iscsi(let source):
      fields.add("iqn", source.iqn)
      fields.add("lun", source.lun)
      fields.add("readOnly", source.readOnly)
      fields.add("targetPortal", source.targetPortal)
      return ("iscsi", fields.value)
    case .rbd(let source):
      fields.add("image", source.image)
      fields.add("monitors", source.monitors)
      fields.add("pool", source.pool)
      fields.add("readOnly", source.readOnly)
      return ("rbd", fields.value)
    case .azureDisk(let source):
      fields.add("diskName", source.diskName)
      fields.add("diskURI", source.diskURI)
      fields.add("readOnly", source.readOnly)
      return ("azureDisk", fields.value)
    case .cinder(let volumeID): return ("cinder", ["volumeID": .string(volumeID)])
    default: return ("emptyDir", [:])
    }
  }
}

extension PersistentVolumeClaimSpec: FieldEncodable {
  /// What a claim asks for.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("accessModes", accessModes.map(\.rawValue))
    fields.set("resources", resources.syntaxValue)
    fields.add("selector", selector)
    if let storageClassName { fields.set("storageClassName", .string(storageClassName)) }
    fields.add("volumeMode", volumeMode.rawValue)
    fields.add("volumeName", volumeName)
    return fields.value
  }
}

extension PersistentVolumeSpec: FieldEncodable {
  /// What a volume is.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("accessModes", accessModes.map(\.rawValue))
    fields.add("capacity", capacity)
    fields.add("claimRef", claimRef)
    if let nodeAffinity { fields.set("nodeAffinity", ["required": nodeAffinity.syntaxValue]) }
    fields.add("persistentVolumeReclaimPolicy", persistentVolumeReclaimPolicy.rawValue)
    fields.add("storageClassName", storageClassName)
    fields.add("volumeMode", volumeMode.rawValue)
    if let (kind, content) = source?.member { fields.set(kind, content) }
    return fields.value
  }
}

extension ObjectReference: FieldEncodable {
  /// What the object is called.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("apiVersion", apiVersion)
    fields.add("kind", kind)
    fields.add("name", name)
    fields.add("namespace", namespace)
    fields.add("uid", uid)
    return fields.value
  }
}
