import KubernetesObjects

/// The volumes of a pod, as far as scheduling reads them.
public struct PodVolumes: Sendable {
  /// A disk that is named in the pod itself and that not every pod may share.
  public enum Disk: Hashable, Sendable {
    /// A Google persistent disk.
    case gcePersistentDisk(name: String, isReadOnly: Bool)
    /// An Amazon volume.
    case awsElasticBlockStore(volume: String)
    /// A target of iSCSI.
    case iscsi(name: String, isReadOnly: Bool)
    /// A block device of Ceph.
    case rbd(monitors: [String], pool: String, image: String, isReadOnly: Bool)

    /// Whether two pods that use the two disks cannot share a node.
    ///
    /// Source: `volumerestrictions.isVolumeConflict`, Kubernetes 1.34.
    func conflicts(with other: Disk) -> Bool {
      switch (self, other) {
      case (.gcePersistentDisk(let a, let aReads), .gcePersistentDisk(let b, let bReads)),
        (.iscsi(let a, let aReads), .iscsi(let b, let bReads)):
        a == b && !(aReads && bReads)
      case (.awsElasticBlockStore(let a), .awsElasticBlockStore(let b)): a == b
      case (
        .rbd(let a, let aPool, let aImage, let aReads),
        .rbd(let b, let bPool, let bImage, let bReads)
      ):
        aPool == bPool && aImage == bImage && !(aReads && bReads) && a.contains(where: b.contains)
      default: false
      }
    }
  }

  /// The disks named in the pod, in order.
  public let disks: [Disk]
  /// The names of the claims that the pod uses, in order.
  public let claims: [String]
  /// Whether the pod has any volume.
  public let hasVolumes: Bool
  /// Whether a volume may count against a node's limit: a claim, or a disk that a driver took over.
  public let mayCountAgainstLimits: Bool

  init(_ volumes: [Volume]) {
    var disks: [Disk] = []
    var claims: [String] = []
    var countsAgainstLimits = false
    for volume in volumes {
      switch volume.source {
      case .gcePersistentDisk(let disk):
        disks.append(.gcePersistentDisk(name: disk.pdName, isReadOnly: disk.readOnly))
        countsAgainstLimits = true
      case .awsElasticBlockStore(let disk):
        disks.append(.awsElasticBlockStore(volume: disk.volumeID))
        countsAgainstLimits = true
      case .iscsi(let target):
        disks.append(.iscsi(name: target.iqn, isReadOnly: target.readOnly))
      case .rbd(let device):
        disks.append(
          .rbd(
            monitors: device.monitors, pool: device.pool, image: device.image,
            isReadOnly: device.readOnly))
      case .persistentVolumeClaim(let claim):
        claims.append(claim.claimName)
        countsAgainstLimits = true
      case .azureDisk, .cinder: countsAgainstLimits = true
      case .other(let name):
        if ["azureFile", "vsphereVolume", "portworxVolume"].contains(name) {
          countsAgainstLimits = true
        }
      default: break
      }
    }
    self.disks = disks
    self.claims = claims
    hasVolumes = !volumes.isEmpty
    mayCountAgainstLimits = countsAgainstLimits
  }
}
