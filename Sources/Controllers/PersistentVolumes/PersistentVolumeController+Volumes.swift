import ClusterState
import KubernetesObjects

/// What a volume needs.
///
/// Source: `syncVolume`, `reclaimVolume` and `unbindVolume`, Kubernetes 1.34.
extension PersistentVolumeController {
  /// The writes that bring a volume on; events are told of at once.
  mutating func writes(
    for id: VolumeID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) -> [ClusterWrite] {
    let record = cluster.volumes[id.row]
    guard record.isPresent else { return [] }
    let volume = record.volume
    guard let reference = volume.spec.claimRef, !reference.uid.isEmpty else {
      if volume.phase == .bound { lookAtClaims(naming: volume, cluster) }
      return phase(.available, of: id, volume)
    }
    guard let claimID = cluster.claim(of: reference),
      cluster.claims[claimID.row].claim.metadata.uid == reference.uid
    else {
      if volume.phase == .released || volume.phase == .failed {
        return reclaiming(id, volume, &actions)
      }
      return phase(.released, of: id, volume)
    }
    let claim = cluster.claims[claimID.row].claim
    if claim.spec.volumeName.isEmpty {
      // The binding goes on, or begins: the claim's own sync sees to it.
      look(at: claimID)
      return []
    }
    if claim.spec.volumeName == volume.metadata.name { return phase(.bound, of: id, volume) }
    let isMade = volume.metadata.annotations[StorageAnnotations.provisionedBy] != nil
    if isMade, volume.spec.persistentVolumeReclaimPolicy == .delete {
      return phase(.released, of: id, volume)
    }
    return [.editVolume(id, .release)]
  }

  /// Somebody has taken a volume from its claim, which binds it again: the real controller finds
  /// that out in its next round.
  private mutating func lookAtClaims(
    naming volume: PersistentVolume, _ cluster: borrowing ClusterState
  ) {
    for row in cluster.claims.indices where cluster.claims[row].isPresent {
      if cluster.claims[row].claim.spec.volumeName == volume.metadata.name {
        look(at: ClaimID(row))
      }
    }
  }

  private func phase(
    _ phase: PersistentVolumePhase, of id: VolumeID, _ volume: PersistentVolume
  ) -> [ClusterWrite] {
    volume.phase == phase ? [] : [.editVolume(id, .setPhase(phase))]
  }

  /// What becomes of a volume whose claim is gone, where no provisioner sees to it.
  private func reclaiming(
    _ id: VolumeID, _ volume: PersistentVolume, _ actions: inout ControllerActions
  ) -> [ClusterWrite] {
    guard volume.phase == .released, !volume.isReclaimedByDriver else { return [] }
    let policy = volume.spec.persistentVolumeReclaimPolicy
    guard policy != .retain else { return [] }
    let verb = policy == .delete ? "delet" : "recycl"
    actions.append(
      .recordObjectEvent(
        ObjectEvent(
          .volume, id.index, from: "persistentvolume-controller",
          policy == .delete ? "VolumeFailedDelete" : "VolumeFailedRecycle", isWarning: true,
          policy == .delete
            ? "error getting \(verb)er volume plugin for volume \"\(volume.metadata.name)\": "
              + "no \(verb)able volume plugin matched"
            : "No recycler plugin found for the volume!")))
    return [.editVolume(id, .setPhase(.failed))]
  }
}

extension PersistentVolume {
  /// Whether something exists that deletes or wipes the volume as its policy asks: the provisioner
  /// that made it, or a plugin for directories of nodes and file servers.
  ///
  /// Source: `findDeletablePlugin`; of the plugins in kube-controller-manager, only those of
  /// hostPath delete, below `/tmp`, and those of hostPath and NFS recycle (Kubernetes 1.34).
  var isReclaimedByDriver: Bool {
    switch spec.persistentVolumeReclaimPolicy {
    case .retain: return false
    case .delete:
      if metadata.annotations[StorageAnnotations.provisionedBy] != nil { return true }
      guard case .hostPath(let path)? = spec.source else { return false }
      return path.hasPrefix("/tmp/")
    case .recycle:
      switch spec.source {
      case .hostPath, .nfs: return true
      default: return false
      }
    }
  }
}
