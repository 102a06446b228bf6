import ClusterState
import KubernetesObjects

/// The volume that suits a claim best.
///
/// Source: `persistentVolumeOrderedIndex.findBestMatchForClaim` of
/// `pkg/controller/volume/persistentvolume` and `volume.FindMatchingVolume`, Kubernetes 1.34: of
/// the volumes that have the claim's access modes, those with the fewest modes come first; among
/// them one that names the claim, then the smallest.
struct VolumeMatch {
  /// How volumes are compared: the lowest wins, and of equal ones the oldest.
  private struct Rank: Comparable {
    let modes: Int
    let isFree: Bool
    let size: Quantity

    static func < (a: Rank, b: Rank) -> Bool {
      if a.modes != b.modes { return a.modes < b.modes }
      if a.isFree != b.isFree { return !a.isFree }
      return a.size < b.size
    }
  }

  /// The name of the best volume; nil if none suits.
  let name: String?

  /// Looks for a volume for `claim`.
  ///
  /// - Parameter isDelayed: whether the claim waits for its consumer, so that only a volume that
  ///   names it may be taken.
  init(for claim: PersistentVolumeClaim, isDelayed: Bool, in storage: borrowing StorageTables) {
    var best: (name: String, rank: Rank)?
    storage.forEachCandidate(for: claim) { volume in
      guard let rank = Self.rank(of: volume, for: claim, isDelayed: isDelayed) else { return }
      if best.map({ rank < $0.rank }) ?? true { best = (volume.metadata.name, rank) }
    }
    name = best?.name
  }

  private static func rank(
    of volume: PersistentVolume, for claim: PersistentVolumeClaim, isDelayed: Bool
  ) -> Rank? {
    guard claim.spec.accessModes.allSatisfy(volume.spec.accessModes.contains),
      volume.size >= claim.requestedStorage, volume.spec.volumeMode == claim.spec.volumeMode,
      !volume.metadata.isBeingDeleted
    else { return nil }
    let isFree = volume.spec.claimRef == nil
    if isFree {
      guard !isDelayed, volume.phase == .available, volume.className == claim.className,
        claim.spec.selector.map({ $0.matches(volume.metadata.labels) }) ?? true
      else { return nil }
    }
    return Rank(modes: Set(volume.spec.accessModes).count, isFree: isFree, size: volume.size)
  }
}

extension PersistentVolume {
  /// Why the volume cannot be bound to `claim`, which asks for it by name; nil if it can.
  ///
  /// Source: `checkVolumeSatisfyClaim` of `pkg/controller/volume/persistentvolume`, Kubernetes
  /// 1.34.
  func mismatch(with claim: PersistentVolumeClaim) -> String? {
    if metadata.isBeingDeleted { return "the volume is marked for deletion \"\(metadata.name)\"" }
    if size < claim.requestedStorage { return "requested PV is too small" }
    if className != claim.className { return "storageClassName does not match" }
    if spec.volumeMode != claim.spec.volumeMode { return "incompatible volumeMode" }
    let hasModes = claim.spec.accessModes.allSatisfy(spec.accessModes.contains)
    return hasModes ? nil : "incompatible accessMode"
  }
}
