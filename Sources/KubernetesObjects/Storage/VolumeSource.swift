/// Where a volume comes from.
public enum VolumeSource: Hashable, Sendable {
  /// A directory that lives and dies with the pod.
  case emptyDir(EmptyDirVolumeSource)
  /// A directory of the node.
  case hostPath(path: String)
  /// A volume that the claim of this name gets; the claim lies in the pod's namespace.
  case persistentVolumeClaim(PersistentVolumeClaimVolumeSource)
  /// A volume whose claim is created with the pod.
  case ephemeral(PersistentVolumeClaimTemplate)
  /// A persistent disk of Google's cloud.
  case gcePersistentDisk(GCEPersistentDiskVolumeSource)
  /// A block volume of Amazon's cloud.
  case awsElasticBlockStore(AWSElasticBlockStoreVolumeSource)
  /// A target of iSCSI.
  case iscsi(ISCSIVolumeSource)
  /// A block device of Ceph.
  case rbd(RBDVolumeSource)
  /// A disk of Microsoft's cloud.
  case azureDisk(AzureDiskVolumeSource)
  /// A volume of OpenStack.
  case cinder(volumeID: String)
  /// A volume that a storage driver provides.
  case csi(CSIVolumeSource)
  /// A disk of one node; of persistent volumes only.
  case local(path: String)
  /// A directory of a file server.
  case nfs(server: String, path: String)
  /// The files of a configuration.
  case configMap(ConfigReference)
  /// The files of a secret.
  case secret(ConfigReference)
  /// Files of several config maps and secrets, and others that need no object.
  case projected([ConfigReference])
  /// The files of an image.
  case image(reference: String)
  /// Another source, by its name in the API, such as `downwardAPI`.
  case other(String)
}

extension VolumeSource {
  /// The config maps and secrets that it needs.
  public var configReferences: [ConfigReference] {
    switch self {
    case .configMap(let reference), .secret(let reference): [reference]
    case .projected(let references): references
    default: []
    }
  }

  /// Reads the field `name` of the structure that the source lies in.
  static func decodeField(
    _ name: String, of source: inout VolumeSource?, from decoder: inout ObjectDecoder
  ) {
    guard names.contains(name) else {
      decoder.skipUnknownField()
      return
    }
    if decoder.node.isNull { return }
    if source != nil {
      decoder.report("a volume has one source only")
      return
    }
    decoder.checkMembers(of: name)
    source = decode(name, from: &decoder)
  }

  private static let names: Set<String> = [
    "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "configMap", "csi",
    "downwardAPI", "emptyDir", "ephemeral", "fc", "flexVolume", "flocker", "gcePersistentDisk",
    "gitRepo", "glusterfs", "hostPath", "image", "iscsi", "local", "nfs",
    "persistentVolumeClaim", "photonPersistentDisk", "portworxVolume", "projected", "quobyte",
    "rbd", "scaleIO", "secret", "storageos", "vsphereVolume",
  ]

  private static func decode(
    _ name: String, from decoder: inout ObjectDecoder
  ) -> VolumeSource? {
    switch name {
    case "emptyDir": EmptyDirVolumeSource.decode(from: &decoder).map { .emptyDir($0) }
    case "hostPath": decodeHostPath(from: &decoder)
    case "persistentVolumeClaim":
      PersistentVolumeClaimVolumeSource.decode(from: &decoder).map { .persistentVolumeClaim($0) }
    case "ephemeral": decodeEphemeral(from: &decoder)
    case "gcePersistentDisk":
      GCEPersistentDiskVolumeSource.decode(from: &decoder).map { .gcePersistentDisk($0) }
    case "awsElasticBlockStore":
      AWSElasticBlockStoreVolumeSource.decode(from: &decoder).map { .awsElasticBlockStore($0) }
    case "iscsi": ISCSIVolumeSource.decode(from: &decoder).map { .iscsi($0) }
    case "rbd": RBDVolumeSource.decode(from: &decoder).map { .rbd($0) }
    case "azureDisk": AzureDiskVolumeSource.decode(from: &decoder).map { .azureDisk($0) }
    case "cinder": .cinder(volumeID: decoder.text(of: "volumeID"))
    case "csi": CSIVolumeSource.decode(from: &decoder).map { .csi($0) }
    case "local": .local(path: decoder.text(of: "path"))
    case "nfs": .nfs(server: decoder.text(of: "server"), path: decoder.text(of: "path"))
    case "configMap":
      ConfigReference.decode(.configMap, from: &decoder).map { .configMap($0) }
    case "secret":
      ConfigReference.decode(.secret, namedBy: "secretName", from: &decoder).map { .secret($0) }
    case "projected": ConfigReference.decodeProjection(from: &decoder).map { .projected($0) }
    case "image": .image(reference: decoder.text(of: "reference"))
    default: .other(name)
    }
  }

  private static func decodeHostPath(from decoder: inout ObjectDecoder) -> VolumeSource? {
    var path = ""
    var type: HostPathType?
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "path": decoder.read(&path)
      case "type": decoder.read(&type)
      default: decoder.skipUnknownField()
      }
    }
    return isMapping ? .hostPath(path: path) : nil
  }

  private static func decodeEphemeral(from decoder: inout ObjectDecoder) -> VolumeSource? {
    var template = PersistentVolumeClaimTemplate()
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "volumeClaimTemplate": decoder.read(&template)
      case "readOnly": decoder.skipUnusedField()
      default: decoder.skipUnknownField()
      }
    }
    return isMapping ? .ephemeral(template) : nil
  }
}

extension ObjectDecoder {
  /// The string under `name` in the current mapping; empty if there is none.
  ///
  /// For small structures of which a simulation reads one or two members.
  mutating func text(of name: String) -> String {
    guard node.kind == .mapping else {
      report(expected: "a mapping")
      return ""
    }
    var text = ""
    if let member = node[name] {
      inMember(name, member) { decoder in decoder.read(&text) }
    }
    return text
  }
}

/// What must be there, or is made, where a host path leads to.
private enum HostPathType: String, EnumerationDecodable {
  case unset = ""
  case directoryOrCreate = "DirectoryOrCreate"
  case directory = "Directory"
  case fileOrCreate = "FileOrCreate"
  case file = "File"
  case socket = "Socket"
  case charDevice = "CharDevice"
  case blockDevice = "BlockDevice"
}
