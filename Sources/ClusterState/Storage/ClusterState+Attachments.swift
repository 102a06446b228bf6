import KubernetesObjects
import SimulationEngine

/// Disks and the nodes that they are attached to.
extension ClusterState {
  /// The disks that `pod` has, in the order of its volumes; nil while a claim has no volume.
  public func disks(of pod: PodID) -> ContiguousArray<AttachableDisk>? {
    let template = templates[pods[pod].template]
    var disks: ContiguousArray<AttachableDisk> = []
    for use in template.disks {
      switch use {
      case .named(let disk): disks.append(disk)
      case .claimed, .ephemeral:
        guard let id = claim(of: use, for: pod, template), claims[id.row].claim.isFullyBound,
          let volume = volume(named: claims[id.row].claim.spec.volumeName)
        else { return nil }
        if let disk = volumes[volume.row].disk { disks.append(disk) }
      }
    }
    return disks
  }

  /// The claim by which `pod` has a disk, if it is there and the pod's.
  private func claim(of use: DiskUse, for pod: PodID, _ template: PodTemplate) -> ClaimID? {
    switch use {
    case .named: return nil
    case .claimed(let name): return claim(named: name, in: template.namespace)
    case .ephemeral(let volume):
      let name = ephemeralClaimName(of: symbols[volume], for: pod)
      return claim(named: name, in: template.namespace).flatMap {
        claims[$0.row].owner == .pod(pod) ? $0 : nil
      }
    }
  }

  /// Whether every disk of `pod` is attached to `node`.
  public func hasDisks(of pod: PodID, on node: NodeID) -> Bool {
    guard let disks = disks(of: pod) else { return false }
    return disks.allSatisfy { attachment(of: $0.key, to: node) != nil }
  }

  /// The rows of the attachments of a disk, oldest first.
  public func attachments(of disk: Symbol) -> ContiguousArray<Int32> {
    attachmentsOfDisk[disk] ?? []
  }

  /// The row of the attachment of a disk to `node`; nil if it is not attached there.
  public func attachment(of disk: Symbol, to node: NodeID) -> Int32? {
    attachmentsOfDisk[disk]?.first { attachments[Int($0)].node == node }
  }

  /// Attaches a disk to a node, unless it is there.
  mutating func attach(_ disk: AttachableDisk, to node: NodeID, at now: SimulationTime) {
    guard attachment(of: disk.key, to: node) == nil else { return }
    let row = Int32(attachments.count)
    attachments.append(AttachmentRecord(disk: disk, node: node, attached: now))
    attachmentsOfDisk[disk.key, default: []].append(row)
    note(.attachment, .added, row, now)
  }

  /// Takes the disk of the attachment in `row` off its node.
  mutating func detach(_ row: Int32, at now: SimulationTime) {
    guard attachments[Int(row)].isPresent else { return }
    attachments[Int(row)].removed = now
    let disk = attachments[Int(row)].disk.key
    attachmentsOfDisk[disk]?.removeAll { $0 == row }
    if attachmentsOfDisk[disk]?.isEmpty ?? false { attachmentsOfDisk[disk] = nil }
    note(.attachment, .removed, row, now)
  }

  /// Notes that the kubelet of a pod's node has mounted the pod's disks.
  public mutating func mountDisks(of pod: PodID, at now: SimulationTime) {
    let record = pods[pod]
    for disk in disks(of: pod) ?? [] {
      guard let row = attachment(of: disk.key, to: record.node),
        !attachments[Int(row)].users.contains(pod)
      else { continue }
      attachments[Int(row)].users.append(pod)
      mountsOfPod[pod, default: []].append(row)
      if attachments[Int(row)].users.count == 1 { note(.attachment, .reported, row, now) }
    }
  }

  /// Notes that the kubelet of a pod's node has the pod's disks mounted no longer.
  public mutating func unmountDisks(of pod: PodID, at now: SimulationTime) {
    for row in mountsOfPod.removeValue(forKey: pod) ?? [] {
      attachments[Int(row)].users.removeAll { $0 == pod }
      guard attachments[Int(row)].isPresent, !attachments[Int(row)].isInUse else { continue }
      note(.attachment, .reported, row, now)
    }
  }

  /// Notes that the machine of `node` has come to life, and has nothing mounted yet.
  public mutating func unmountDisks(on node: NodeID, at now: SimulationTime) {
    for row in attachments.indices
    where attachments[row].isPresent && attachments[row].node == node {
      for pod in attachments[row].users { unmountDisks(of: pod, at: now) }
    }
  }

  /// The disks of new pods like `pod`.
  mutating func diskUses(of pod: Pod) -> ContiguousArray<DiskUse> {
    var uses: ContiguousArray<DiskUse> = []
    for volume in pod.spec.volumes {
      if case .persistentVolumeClaim(let source) = volume.source {
        uses.append(.claimed(symbols.intern(source.claimName)))
      } else if case .ephemeral = volume.source {
        uses.append(.ephemeral(volume: symbols.intern(volume.name)))
      } else if let disk = disk(
        of: volume.source, isExclusive: volume.source.isWritten, volume.name)
      {
        uses.append(.named(disk))
      }
    }
    if !uses.isEmpty { hasDisks = true }
    return uses
  }

  /// The disk that `source` names; nil for what is not attached to nodes.
  ///
  /// Source: the attachable plugins of `pkg/volume`; those of iSCSI, Ceph and Fibre Channel attach
  /// nothing themselves (Kubernetes 1.20 to 1.36).
  mutating func disk(
    of source: VolumeSource, isExclusive: Bool, _ name: String
  ) -> AttachableDisk? {
    let key: String
    switch source {
    case .csi(let source) where !source.volumeHandle.isEmpty:
      key = "\(source.driver)^\(source.volumeHandle)"
    case .gcePersistentDisk(let disk): key = "pd.csi.storage.gke.io^\(disk.pdName)"
    case .awsElasticBlockStore(let disk): key = "ebs.csi.aws.com^\(disk.volumeID)"
    case .azureDisk(let disk): key = "disk.csi.azure.com^\(disk.diskURI)"
    case .cinder(let volumeID): key = "cinder.csi.openstack.org^\(volumeID)"
    default: return nil
    }
    return AttachableDisk(
      key: symbols.intern(key), name: symbols.intern(name), isExclusive: isExclusive)
  }
}

/// A disk that pods of a template have.
public enum DiskUse: Hashable, Sendable {
  /// The template names it.
  case named(AttachableDisk)
  /// The claim of this name has it, if its volume is a disk.
  case claimed(Symbol)
  /// The claim that is made with each pod for the volume of this name has it.
  case ephemeral(volume: Symbol)
}

extension VolumeSource {
  /// Whether a pod that names the disk may write to it.
  fileprivate var isWritten: Bool {
    switch self {
    case .csi(let source): !source.readOnly
    case .gcePersistentDisk(let disk): !disk.readOnly
    case .awsElasticBlockStore(let disk): !disk.readOnly
    case .azureDisk(let disk): !disk.readOnly
    default: true
    }
  }
}

extension PersistentVolume {
  /// Whether one node at a time may have the volume.
  ///
  /// Source: `util.IsMultiAttachAllowed` of `pkg/controller/volume/attachdetach`, Kubernetes 1.34.
  var isExclusive: Bool {
    !spec.accessModes.isEmpty
      && !spec.accessModes.contains { $0 == .readOnlyMany || $0 == .readWriteMany }
  }

  /// Whether the volume is a disk: what many nodes may write is a file server's.
  var isDisk: Bool { !spec.accessModes.contains(.readWriteMany) }
}
