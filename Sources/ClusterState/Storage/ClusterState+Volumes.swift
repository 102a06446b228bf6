import KubernetesObjects
import SimulationEngine

/// Persistent volumes and storage classes. The scheduler reads them in `storage`, where they are
/// copied.
extension ClusterState {
  /// The volume `name` that is there, or nil.
  public func volume(named name: String) -> VolumeID? {
    symbols.find(name).flatMap { volumeNames[$0] }
  }

  /// Creates a volume; throws `NameTaken` if one of its name is there.
  @discardableResult
  public mutating func createVolume(
    _ volume: PersistentVolume, at now: SimulationTime
  ) throws(NameTaken) -> VolumeID {
    let name = symbols.intern(volume.metadata.name)
    guard volumeNames[name] == nil else { throw NameTaken() }
    let id = VolumeID(volumes.count)
    volumes.append(VolumeRecord(name: name, volume: volume, created: now))
    if volume.isDisk, let source = volume.spec.source {
      volumes[id.row].disk = disk(
        of: source, isExclusive: volume.isExclusive, volume.metadata.name)
    }
    volumeNames[name] = id
    storage.set(volume)
    note(.volume, .added, id.index, now)
    return id
  }

  /// Replaces what a manifest says of a volume.
  public mutating func setVolume(
    _ id: VolumeID, to volume: PersistentVolume, at now: SimulationTime
  ) {
    change(id, .specified, at: now) { $0 = volume }
  }

  /// Applies what a controller or the scheduler wants changed, as far as nobody else has changed it
  /// to the contrary.
  mutating func edit(_ id: VolumeID, _ edit: VolumeEdit, at now: SimulationTime) {
    guard volumes[id.row].isPresent else { return }
    switch edit {
    case .reserve(let claim): reserve(id, for: claim, at: now)
    case .release:
      change(id, .specified, at: now) { volume in
        let key = StorageAnnotations.boundByController
        if volume.metadata.annotations[key] == nil {
          volume.spec.claimRef?.uid = ""
        } else {
          volume.metadata.annotations[key] = nil
          volume.spec.claimRef = nil
        }
        volume.phase = .available
      }
    case .recycle:
      change(id, .specified, at: now) { volume in
        volume.metadata.annotations[StorageAnnotations.boundByController] = nil
        volume.spec.claimRef = nil
        volume.phase = .available
      }
    case .setPhase(let phase): change(id, .reported, at: now) { $0.phase = phase }
    case .setSize(let size): change(id, .specified, at: now) { $0.spec.capacity[.storage] = size }
    case .remove: removeVolume(id, at: now)
    }
  }

  private mutating func reserve(_ id: VolumeID, for claim: ClaimID, at now: SimulationTime) {
    let record = claims[claim.row]
    let volume = volumes[id.row].volume
    guard record.isPresent,
      volume.spec.claimRef == nil || volume.isReserved(for: record.claim)
    else { return }
    change(id, .specified, at: now) { volume in
      if volume.spec.claimRef == nil {
        volume.metadata.annotations[StorageAnnotations.boundByController] = "yes"
      }
      var reference = ObjectReference()
      reference.kind = PersistentVolumeClaim.kind.name
      reference.name = record.claim.metadata.name
      reference.namespace = record.claim.metadata.namespaceOrDefault
      reference.uid = record.claim.metadata.uid
      volume.spec.claimRef = reference
    }
  }

  /// Marks a volume for deletion; it goes once no claim has it.
  ///
  /// Source: the finalizer `kubernetes.io/pv-protection`, Kubernetes 1.10 to 1.36.
  public mutating func requestDeletion(ofVolume id: VolumeID, at now: SimulationTime) {
    guard volumes[id.row].isPresent, !volumes[id.row].isDeleting else { return }
    volumes[id.row].isDeleting = true
    change(id, .deleting, at: now) {
      $0.metadata.deletionTimestamp = Timestamp(seconds: now.microseconds / 1_000_000)
    }
  }

  private mutating func removeVolume(_ id: VolumeID, at now: SimulationTime) {
    volumes[id.row].removed = now
    volumeNames[volumes[id.row].name] = nil
    storage.removeVolume(symbols[volumes[id.row].name])
    note(.volume, .removed, id.index, now)
  }

  private mutating func change(
    _ id: VolumeID, _ verb: ClusterChange.Verb, at now: SimulationTime,
    _ body: (inout PersistentVolume) -> Void
  ) {
    var volume = volumes[id.row].volume
    body(&volume)
    guard volume != volumes[id.row].volume else { return }
    volumes[id.row].volume = volume
    storage.set(volume)
    note(.volume, verb, id.index, now)
  }

  /// Creates a storage class, or replaces the one of its name.
  public mutating func setStorageClass(_ storageClass: StorageClass, at now: SimulationTime) {
    let name = symbols.intern(storageClass.metadata.name)
    guard storage.classes[storageClass.metadata.name] != storageClass else { return }
    storage.set(storageClass)
    if let row = storageClasses.lastIndex(where: { $0.isPresent && $0.name == name }) {
      note(.storageClass, .specified, Int32(row), now)
    } else {
      storageClasses.append(StorageClassRecord(name: name, created: now))
      note(.storageClass, .added, Int32(storageClasses.count - 1), now)
    }
  }

  /// Takes over what a node tells of its storage drivers.
  public mutating func setStorageDrivers(_ drivers: CSINode, at now: SimulationTime) {
    guard storage.drivers(ofNode: drivers.metadata.name) != drivers else { return }
    let isKnown = storage.drivers(ofNode: drivers.metadata.name) != nil
    storage.set(drivers)
    let row = storage.driverNodes.firstIndex(of: drivers.metadata.name) ?? 0
    note(.storageDrivers, isKnown ? .specified : .added, Int32(row), now)
  }

  /// Takes the storage class in `row` out of the store.
  public mutating func removeStorageClass(_ row: Int, at now: SimulationTime) {
    guard storageClasses[row].isPresent else { return }
    storageClasses[row].removed = now
    storage.removeClass(symbols[storageClasses[row].name])
    note(.storageClass, .removed, Int32(row), now)
  }

  /// The class of claims that name none: of several defaults the youngest, and of those the first
  /// by name.
  ///
  /// Source: `volume.GetDefaultClass`, Kubernetes 1.26 to 1.36.
  public var defaultStorageClass: StorageClass? {
    var best: StorageClassRecord?
    for record in storageClasses
    where record.isPresent && storage.classes[symbols[record.name]]?.isDefault ?? false {
      guard let known = best, record.created <= known.created else {
        best = record
        continue
      }
      if record.created == known.created, symbols[record.name] < symbols[known.name] {
        best = record
      }
    }
    return best.flatMap { storage.classes[symbols[$0.name]] }
  }
}
