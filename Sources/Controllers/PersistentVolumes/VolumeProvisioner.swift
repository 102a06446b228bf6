import ClusterState
import KubernetesObjects
import SimulationEngine

/// The storage drivers' own controllers: they make the volumes that claims ask for, let them grow,
/// and delete those whose claims are gone.
///
/// Source: `kubernetes-csi/external-provisioner`, 3.0 to 5.2, and `external-resizer`.
///
/// **Divergence:** the real ones are deployed one for each driver, and go on while
/// kube-controller-manager is down. Here one stands for all of them.
package struct VolumeProvisioner: Controller {
  private enum Purpose {
    static let making: UInt8 = 0
    static let deleting: UInt8 = 1
    static let growing: UInt8 = 2
  }

  private let settings: VolumeSettings
  /// The claims for which a volume is being made.
  private var making: Set<ClaimID> = []
  /// The claims whose volumes are being enlarged.
  private var growing: Set<ClaimID> = []
  /// The volumes that are being deleted or wiped.
  private var deleting: Set<VolumeID> = []

  /// A controller that has seen nothing.
  package init(settings: VolumeSettings) { self.settings = settings }

  /// The name of the drivers' component.
  package var name: String { "external-provisioner" }

  /// Claims and volumes.
  package var interests: SubjectSet { [.claims, .volumes] }

  /// It begins its work as soon as it sees it.
  package var hasWork: Bool { false }

  /// Begins to make or to delete a volume.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .claim:
      let id = ClaimID(index: change.index)
      if let storageClass = wanted(by: id, cluster), making.insert(id).inserted {
        let path = cluster.claims[id.row].claim.path
        tell(
          id, storageClass, "Provisioning",
          "External provisioner is provisioning volume for claim \"\(path)\"", &actions)
        post(Purpose.making, id.index, after: settings.provisioningLatency, &actions)
      } else if let (storageClass, volume) = tooSmall(for: id, cluster),
        growing.insert(id).inserted
      {
        tell(
          id, storageClass, "Resizing",
          "External resizer is resizing volume \(volume.metadata.name)", &actions)
        post(Purpose.growing, id.index, after: settings.provisioningLatency, &actions)
      }
    case .volume:
      let id = VolumeID(index: change.index)
      guard isToReclaim(id, cluster), deleting.insert(id).inserted else { return }
      post(Purpose.deleting, id.index, after: settings.deletionLatency, &actions)
    default: break
    }
  }

  /// Everything is done when it is seen.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// A volume is made, enlarged or deleted.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch timer.purpose {
    case Purpose.making: make(for: ClaimID(index: timer.key), cluster, &actions)
    case Purpose.growing: grow(for: ClaimID(index: timer.key), cluster, &actions)
    default: reclaim(VolumeID(index: timer.key), cluster, &actions)
    }
  }

  private mutating func make(
    for id: ClaimID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    making.remove(id)
    guard let storageClass = wanted(by: id, cluster) else { return }
    let volume = volume(for: cluster.claims[id.row].claim, storageClass, cluster)
    actions.append(.write(.createVolume(volume)))
    tell(
      id, storageClass, "ProvisioningSucceeded",
      "Successfully provisioned volume \(volume.metadata.name)", &actions)
  }

  private mutating func grow(
    for id: ClaimID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    growing.remove(id)
    guard let (storageClass, volume) = tooSmall(for: id, cluster),
      let volumeID = cluster.volume(named: volume.metadata.name)
    else { return }
    let size = cluster.claims[id.row].claim.requestedStorage
    actions.append(.write(.editVolume(volumeID, .setSize(size))))
    tell(id, storageClass, "VolumeResizeSuccessful", "Resize volume succeeded", &actions)
  }

  private mutating func reclaim(
    _ id: VolumeID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    deleting.remove(id)
    guard isToReclaim(id, cluster) else { return }
    let policy = cluster.volumes[id.row].volume.spec.persistentVolumeReclaimPolicy
    actions.append(.write(.editVolume(id, policy == .recycle ? .recycle : .remove)))
  }

  private func post(
    _ purpose: UInt8, _ key: Int32, after delay: SimulationDuration,
    _ actions: inout ControllerActions
  ) {
    actions.append(.setTimer(ControllerTimer(purpose, key: key), after: delay))
  }

  /// The volume of a claim that asks for more than it has, with its class; nil if it does not.
  private func tooSmall(
    for id: ClaimID, _ cluster: borrowing ClusterState
  ) -> (StorageClass, PersistentVolume)? {
    let record = cluster.claims[id.row]
    guard record.isPresent, record.claim.phase == .bound,
      let storageClass = cluster.storage.storageClass(of: record.claim),
      storageClass.allowVolumeExpansion,
      let volume = cluster.storage.volumes[record.claim.spec.volumeName],
      volume.size < record.claim.requestedStorage
    else { return nil }
    return (storageClass, volume)
  }

  /// The class by which a volume is to be made for a claim now; nil if none is.
  private func wanted(
    by id: ClaimID, _ cluster: borrowing ClusterState
  ) -> StorageClass? {
    let record = cluster.claims[id.row]
    guard record.isPresent, !record.isDeleting, record.claim.spec.volumeName.isEmpty,
      let storageClass = cluster.storage.storageClass(of: record.claim),
      record.claim.metadata.annotations[StorageAnnotations.storageProvisioner]
        == storageClass.provisioner,
      storageClass.volumeBindingMode == .immediate || !settings.delaysBinding
        || record.claim.metadata.annotations[StorageAnnotations.selectedNode] != nil,
      cluster.storage.volumes[record.claim.madeVolumeName] == nil
    else { return nil }
    return storageClass
  }

  /// Whether a volume has no claim any more and something deletes or wipes it.
  private func isToReclaim(_ id: VolumeID, _ cluster: borrowing ClusterState) -> Bool {
    let record = cluster.volumes[id.row]
    return record.isPresent && record.volume.phase == .released
      && record.volume.isReclaimedByDriver
  }

  /// The volume that is made for `claim`.
  private func volume(
    for claim: PersistentVolumeClaim, _ storageClass: StorageClass,
    _ cluster: borrowing ClusterState
  ) -> PersistentVolume {
    var volume = PersistentVolume()
    volume.metadata.name = claim.madeVolumeName
    volume.metadata.annotations[StorageAnnotations.provisionedBy] = storageClass.provisioner
    volume.spec.capacity[.storage] = claim.requestedStorage
    volume.spec.accessModes = claim.spec.accessModes
    volume.spec.volumeMode = claim.spec.volumeMode
    volume.spec.storageClassName = claim.className
    volume.spec.persistentVolumeReclaimPolicy = storageClass.reclaimPolicy
    var reference = ObjectReference()
    reference.kind = PersistentVolumeClaim.kind.name
    reference.namespace = claim.metadata.namespaceOrDefault
    reference.name = claim.metadata.name
    reference.uid = claim.metadata.uid
    volume.spec.claimRef = reference
    var source = CSIVolumeSource()
    source.driver = storageClass.driver
    source.volumeHandle = volume.metadata.name
    volume.spec.source = .csi(source)
    volume.spec.nodeAffinity = VolumeTopology(of: claim, storageClass, cluster).affinity
    return volume
  }

  private func tell(
    _ id: ClaimID, _ storageClass: StorageClass, _ reason: String, _ message: String,
    _ actions: inout ControllerActions
  ) {
    actions.append(
      .recordObjectEvent(
        ObjectEvent(.claim, id.index, from: storageClass.provisioner, reason, message)))
  }
}

extension PersistentVolumeClaim {
  /// Namespace and name, as messages have them.
  fileprivate var path: String { "\(metadata.namespaceOrDefault)/\(metadata.name)" }

  /// The name of the volume that is made for the claim.
  fileprivate var madeVolumeName: String { "pvc-\(metadata.uid)" }
}

extension StorageClass {
  /// The storage driver that makes volumes of the class: drivers took over what
  /// kube-controller-manager made once.
  ///
  /// Source: `csi-translation-lib/plugins`, Kubernetes 1.34.
  fileprivate var driver: String {
    switch provisioner {
    case "kubernetes.io/aws-ebs": "ebs.csi.aws.com"
    case "kubernetes.io/gce-pd": "pd.csi.storage.gke.io"
    case "kubernetes.io/azure-disk": "disk.csi.azure.com"
    case "kubernetes.io/azure-file": "file.csi.azure.com"
    case "kubernetes.io/cinder": "cinder.csi.openstack.org"
    case "kubernetes.io/vsphere-volume": "csi.vsphere.vmware.com"
    default: provisioner
    }
  }
}
