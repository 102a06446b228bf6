import ClusterState
import KubernetesObjects

/// What a claim needs.
///
/// Source: `syncClaim`, `syncUnboundClaim`, `syncBoundClaim` and `bind`, Kubernetes 1.34.
extension PersistentVolumeController {
  /// The writes that bring a claim on; events are told of at once.
  mutating func writes(
    for id: ClaimID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) -> [ClusterWrite] {
    let record = cluster.claims[id.row]
    guard record.isPresent else { return [] }
    let claim = record.claim
    if claim.metadata.annotations[StorageAnnotations.bindCompleted] != nil {
      return writesForBound(id, claim, cluster, &actions)
    }
    guard claim.spec.volumeName.isEmpty else {
      return writesForNamed(id, claim, cluster, &actions)
    }
    let isDelayed =
      settings.delaysBinding
      && cluster.storage.storageClass(of: claim)?.volumeBindingMode == .waitForFirstConsumer
    let match = VolumeMatch(for: claim, isDelayed: isDelayed, in: cluster.storage)
    if let name = match.name, let volume = cluster.volume(named: name) {
      return binding(of: id, to: volume, cluster)
    }
    if claim.wantsDefaultClass, let standard = cluster.defaultStorageClass {
      return [.editClaim(id, .setClass(standard.metadata.name))]
    }
    let selected = claim.metadata.annotations[StorageAnnotations.selectedNode]
    if isDelayed, selected == nil {
      tellOfWaiting(id, cluster, &actions)
    } else if !claim.className.isEmpty {
      return provisioning(for: id, claim, cluster, &actions) + lapse(of: id, claim)
    } else {
      tell(
        id, "FailedBinding",
        "no persistent volumes available for this claim and no storage class is set", &actions)
    }
    return lapse(of: id, claim)
  }

  /// A claim that is looked for a volume is pending.
  private func lapse(of id: ClaimID, _ claim: PersistentVolumeClaim) -> [ClusterWrite] {
    claim.phase == .pending ? [] : [.editClaim(id, .setPhase(.pending))]
  }

  /// The four writes of a binding, as far as they are not done.
  private func binding(
    of id: ClaimID, to volumeID: VolumeID, _ cluster: borrowing ClusterState
  ) -> [ClusterWrite] {
    let claim = cluster.claims[id.row].claim
    let volume = cluster.volumes[volumeID.row].volume
    var writes: [ClusterWrite] = []
    if !volume.isReserved(for: claim) || volume.spec.claimRef?.uid != claim.metadata.uid {
      writes.append(.editVolume(volumeID, .reserve(for: id)))
    }
    if volume.phase != .bound { writes.append(.editVolume(volumeID, .setPhase(.bound))) }
    if !claim.isFullyBound { writes.append(.editClaim(id, .bind(to: volumeID))) }
    if claim.phase != .bound { writes.append(.editClaim(id, .setPhase(.bound))) }
    return writes
  }

  /// The claim asks for one volume by name.
  private mutating func writesForNamed(
    _ id: ClaimID, _ claim: PersistentVolumeClaim,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) -> [ClusterWrite] {
    let name = claim.spec.volumeName
    guard let volumeID = cluster.volume(named: name) else { return lapse(of: id, claim) }
    let volume = cluster.volumes[volumeID.row].volume
    if volume.isReserved(for: claim) { return binding(of: id, to: volumeID, cluster) }
    if volume.spec.claimRef != nil {
      tell(
        id, "FailedBinding", isWarning: true,
        "volume \"\(name)\" already bound to a different claim.", &actions)
      return lapse(of: id, claim)
    }
    if let mismatch = volume.mismatch(with: claim) {
      tell(
        id, "VolumeMismatch", isWarning: true,
        "Cannot bind to requested volume \"\(name)\": \(mismatch)", &actions)
      return lapse(of: id, claim)
    }
    return binding(of: id, to: volumeID, cluster)
  }

  /// The claim has been bound before.
  private mutating func writesForBound(
    _ id: ClaimID, _ claim: PersistentVolumeClaim,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) -> [ClusterWrite] {
    let loss: (reason: String, message: String)
    if claim.spec.volumeName.isEmpty {
      loss = (
        "ClaimLost",
        "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!"
      )
    } else if let volumeID = cluster.volume(named: claim.spec.volumeName) {
      let volume = cluster.volumes[volumeID.row].volume
      if volume.spec.claimRef == nil || volume.isReserved(for: claim) {
        return binding(of: id, to: volumeID, cluster)
      }
      loss = (
        "ClaimMisbound",
        "Two claims are bound to the same volume, this one is bound incorrectly"
      )
    } else {
      loss = (
        "ClaimLost", "Bound claim has lost its PersistentVolume. Data on the volume is lost!"
      )
    }
    guard claim.phase != .lost else { return [] }
    tell(id, loss.reason, isWarning: true, loss.message, &actions)
    return [.editClaim(id, .setPhase(.lost))]
  }

  /// Who waits for whom.
  private mutating func tellOfWaiting(
    _ id: ClaimID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    var waiting: [String] = []
    cluster.forEachPod(using: id) { pod in
      if !cluster.pods[pod].node.isPresent {
        waiting.append(cluster.pods[pod].name.text(cluster.symbols))
      }
    }
    guard !waiting.isEmpty else {
      return tell(
        id, "WaitForFirstConsumer", "waiting for first consumer to be created before binding",
        &actions)
    }
    let pods = waiting.sorted().joined(separator: ",")
    tell(
      id, "WaitForPodScheduled",
      "waiting for pod\(waiting.count == 1 ? "" : "s") \(pods) to be scheduled", &actions)
  }

  /// Asks the provisioner of the claim's class for a volume.
  ///
  /// Source: `provisionClaim` and `findProvisionablePlugin`, Kubernetes 1.34.
  private mutating func provisioning(
    for id: ClaimID, _ claim: PersistentVolumeClaim,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) -> [ClusterWrite] {
    guard let storageClass = cluster.storage.storageClass(of: claim) else {
      tell(
        id, "ProvisioningFailed", isWarning: true,
        "storageclass.storage.k8s.io \"\(claim.className)\" not found", &actions)
      return []
    }
    let provisioner = storageClass.provisioner
    guard storageClass.hasProvisioner else {
      tell(
        id, "ProvisioningFailed", isWarning: true,
        "no volume plugin matched name: \(provisioner)", &actions)
      return []
    }
    tell(
      id, "ExternalProvisioning",
      "Waiting for a volume to be created either by the external provisioner '\(provisioner)' or "
        + "manually by the system administrator. If volume creation is delayed, please verify "
        + "that the provisioner is running and correctly registered.", &actions)
    let key = StorageAnnotations.storageProvisioner
    return claim.metadata.annotations[key] == provisioner
      ? [] : [.editClaim(id, .setProvisioner(provisioner))]
  }

  private mutating func tell(
    _ id: ClaimID, _ reason: String, isWarning: Bool = false, _ message: String,
    _ actions: inout ControllerActions
  ) {
    actions.append(
      .recordObjectEvent(
        ObjectEvent(
          .claim, id.index, from: "persistentvolume-controller", reason, isWarning: isWarning,
          message)))
  }
}
