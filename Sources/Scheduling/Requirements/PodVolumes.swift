import ClusterState
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
  /// How the pod says which claims it uses, in order.
  public let claimUses: [ClaimUse]
  /// The names of the volumes whose claims are made with the pod, in order.
  public let ephemeral: [String]
  /// The storage drivers that provide volumes named in the pod, in order.
  public let inlineDrivers: [String]
  /// The storage drivers that took over disks named in the pod, in order.
  public let migratedDrivers: [String]

  /// A claim as a pod says it.
  public enum ClaimUse: Hashable, Sendable {
    /// By its name.
    case named(String)
    /// By the volume for which it is made with the pod.
    case ephemeral(volume: String)
  }

  /// Whether a volume may count against a node's limit: one with a claim, or a disk that a driver
  /// took over.
  public var mayCountAgainstLimits: Bool {
    !claims.isEmpty || !ephemeral.isEmpty || !migratedDrivers.isEmpty
  }

  init(_ volumes: [Volume]) {
    var disks: [Disk] = []
    var claims: [String] = []
    var ephemeral: [String] = []
    var claimUses: [ClaimUse] = []
    var inlineDrivers: [String] = []
    for volume in volumes {
      switch volume.source {
      case .persistentVolumeClaim(let claim):
        claims.append(claim.claimName)
        claimUses.append(.named(claim.claimName))
      case .ephemeral:
        ephemeral.append(volume.name)
        claimUses.append(.ephemeral(volume: volume.name))
      case .csi(let source): inlineDrivers.append(source.driver)
      default: if let disk = Disk(volume.source) { disks.append(disk) }
      }
    }
    self.disks = disks
    self.claims = claims
    self.ephemeral = ephemeral
    self.claimUses = claimUses
    self.inlineDrivers = inlineDrivers
    migratedDrivers = volumes.compactMap(\.source.migratedDriver)
  }

  /// Whether the pod called `name` uses the claim `claim`, by its name or made with the pod.
  ///
  /// Source: `ephemeral.VolumeClaimName`, component-helpers 0.34.
  func uses(claim: String, asPodNamed name: String?) -> Bool {
    if claims.contains(claim) { return true }
    guard let name else { return false }
    return ephemeral.contains { "\(name)-\($0)" == claim }
  }
}

extension PodVolumes.Disk {
  /// The disk that `source` names; nil if it names none that pods contend for.
  fileprivate init?(_ source: VolumeSource) {
    switch source {
    case .gcePersistentDisk(let disk):
      self = .gcePersistentDisk(name: disk.pdName, isReadOnly: disk.readOnly)
    case .awsElasticBlockStore(let disk): self = .awsElasticBlockStore(volume: disk.volumeID)
    case .iscsi(let target): self = .iscsi(name: target.iqn, isReadOnly: target.readOnly)
    case .rbd(let device):
      self = .rbd(
        monitors: device.monitors, pool: device.pool, image: device.image,
        isReadOnly: device.readOnly)
    default: return nil
    }
  }
}

extension VolumeSource {
  /// The storage driver that took over disks of this kind; nil for other volumes.
  ///
  /// Source: `csi-translation-lib/plugins`, Kubernetes 1.34.
  fileprivate var migratedDriver: String? {
    switch self {
    case .gcePersistentDisk: "pd.csi.storage.gke.io"
    case .awsElasticBlockStore: "ebs.csi.aws.com"
    case .azureDisk: "disk.csi.azure.com"
    case .cinder: "cinder.csi.openstack.org"
    case .other("azureFile"): "file.csi.azure.com"
    case .other("vsphereVolume"): "csi.vsphere.vmware.com"
    case .other("portworxVolume"): "pxd.portworx.com"
    default: nil
    }
  }
}

extension PodVolumes {
  /// The names of the claims that `pod` uses, in order; of a pod that is only thought of, those
  /// that it names.
  func claimNames(of pod: PodID, _ cluster: ClusterState) -> [String] {
    if ephemeral.isEmpty || !pod.isPresent { return claims }
    return claimUses.map { use in
      switch use {
      case .named(let name): name
      case .ephemeral(let volume): cluster.ephemeralClaimName(of: volume, for: pod)
      }
    }
  }
}
