import KubernetesObjects

/// What a controller or the scheduler wants changed of a persistent volume.
public enum VolumeEdit: Hashable, Sendable {
  /// Reserves it for a claim.
  case reserve(for: ClaimID)
  /// Takes the reservation back; of one that a person made, the uid alone.
  case release
  /// Offers it again: what its claim left behind is wiped.
  case recycle
  /// Writes its phase.
  case setPhase(PersistentVolumePhase)
  /// Writes what it holds.
  case setSize(Quantity)
  /// Takes it out of the store.
  case remove
}

/// What a controller or the scheduler wants changed of a persistent volume claim.
public enum ClaimEdit: Hashable, Sendable {
  /// Gives it a volume.
  case bind(to: VolumeID)
  /// Writes its phase.
  case setPhase(PersistentVolumeClaimPhase)
  /// Writes its class.
  case setClass(String)
  /// Says who shall make its volume.
  case setProvisioner(String)
  /// Says for which node its volume shall be made, or that none is chosen.
  case selectNode(String?)
}
