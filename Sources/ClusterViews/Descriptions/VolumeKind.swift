/// What `kubectl describe` says of one kind of volume.
struct VolumeKind: Sendable {
  /// A line of it.
  struct Line: Sendable {
    let title: String
    /// The field of the source.
    let key: String
    /// What stands for a field that is not there.
    let absent: String

    init(_ title: String, _ key: String, or absent: String = "") {
      self.title = title
      self.key = key
      self.absent = absent
    }
  }

  /// The field of the volume that holds its source.
  let key: String
  /// The kind with what it is.
  let type: String
  let lines: [Line]

  private init(_ key: String, _ type: String, _ lines: [Line]) {
    self.key = key
    self.type = type
    self.lines = lines
  }

  private static let fileSystem = Line("FSType", "fsType")
  private static let readOnly = Line("ReadOnly", "readOnly", or: "false")
  private static let partition = Line("Partition", "partition", or: "0")

  /// The kinds whose sources are told field by field, in the order in which they are looked for.
  static let all: [VolumeKind] = [
    VolumeKind(
      "hostPath", "HostPath (bare host directory volume)",
      [Line("Path", "path"), Line("HostPathType", "type", or: "<none>")]),
    VolumeKind(
      "emptyDir", "EmptyDir (a temporary directory that shares a pod's lifetime)",
      [Line("Medium", "medium"), Line("SizeLimit", "sizeLimit", or: "<unset>")]),
    VolumeKind(
      "gcePersistentDisk",
      "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
      [Line("PDName", "pdName"), fileSystem, partition, readOnly]),
    VolumeKind(
      "awsElasticBlockStore", "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
      [Line("VolumeID", "volumeID"), fileSystem, partition, readOnly]),
    VolumeKind(
      "secret", "Secret (a volume populated by a Secret)",
      [Line("SecretName", "secretName"), Line("Optional", "optional", or: "false")]),
    VolumeKind(
      "configMap", "ConfigMap (a volume populated by a ConfigMap)",
      [Line("Name", "name"), Line("Optional", "optional", or: "false")]),
    VolumeKind(
      "nfs", "NFS (an NFS mount that lasts the lifetime of a pod)",
      [Line("Server", "server"), Line("Path", "path"), readOnly]),
    VolumeKind(
      "persistentVolumeClaim",
      "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
      [Line("ClaimName", "claimName"), readOnly]),
    VolumeKind(
      "azureDisk",
      "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
      [
        Line("DiskName", "diskName"), Line("DiskURI", "diskURI"), Line("Kind", "kind"), fileSystem,
        Line("CachingMode", "cachingMode"), readOnly,
      ]),
    VolumeKind(
      "azureFile",
      "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
      [Line("SecretName", "secretName"), Line("ShareName", "shareName"), readOnly]),
    VolumeKind(
      "local", "LocalVolume (a persistent volume backed by local storage on a node)",
      [Line("Path", "path")]),
    VolumeKind(
      "csi", "CSI (a Container Storage Interface (CSI) volume source)",
      [Line("Driver", "driver"), fileSystem, readOnly]),
    VolumeKind(
      "image", "Image (a container image or OCI artifact)",
      [Line("Reference", "reference"), Line("PullPolicy", "pullPolicy")]),
  ]
}
