import KubernetesObjects

/// Persistent volumes, claims, storage classes and the storage drivers of nodes, by name, as the
/// scheduler's plugins and the volume controllers look them up.
public struct StorageTables: Sendable {
  /// A volume that no claim has yet.
  fileprivate struct Free: Sendable {
    /// Its place in the order of creation.
    let rank: Int
    let name: String
  }

  fileprivate struct ClaimKey: Hashable, Sendable {
    let namespace: String
    let name: String
  }

  /// The volumes by name.
  public private(set) var volumes: [String: PersistentVolume] = [:]
  /// The classes by name.
  public private(set) var classes: [String: StorageClass] = [:]
  /// The nodes that have told of their storage drivers, in that order.
  public private(set) var driverNodes: [String] = []

  private var claims: [String: [String: PersistentVolumeClaim]] = [:]
  private var drivers: [String: CSINode] = [:]
  /// The volumes without a claim, by class, oldest first.
  private var free: [String: ContiguousArray<Free>] = [:]
  /// The names of the volumes that name a claim, by that claim.
  private var reserved: [ClaimKey: [String]] = [:]
  private var ranks: [String: Int] = [:]
  private var nextRank = 0
  /// How many volumes were ever taken out although a claim had them.
  public private(set) var lossCount = 0

  init() {}

  /// The claim `name` of `namespace`.
  public func claim(_ name: String, in namespace: String) -> PersistentVolumeClaim? {
    claims[namespace]?[name]
  }

  /// The storage drivers of the node `name`; nil if the node has not reported any.
  public func drivers(ofNode name: String) -> CSINode? { drivers[name] }

  /// The class of `claim`, if it names one that exists.
  public func storageClass(of claim: PersistentVolumeClaim) -> StorageClass? {
    claim.className.isEmpty ? nil : classes[claim.className]
  }

  /// Calls `body` with each volume that `claim` may get: those that name it as their own, then
  /// those of its class that name no claim, oldest first.
  public func forEachCandidate(
    for claim: PersistentVolumeClaim, _ body: (PersistentVolume) -> Void
  ) {
    let key = ClaimKey(
      namespace: claim.metadata.namespaceOrDefault, name: claim.metadata.name)
    for name in reserved[key] ?? [] {
      if let volume = volumes[name], volume.isReserved(for: claim) { body(volume) }
    }
    for entry in free[claim.className] ?? [] {
      if let volume = volumes[entry.name] { body(volume) }
    }
  }

  /// Adds `volume`, or replaces the one of its name.
  public mutating func set(_ volume: PersistentVolume) {
    let name = volume.metadata.name
    if let old = volumes.updateValue(volume, forKey: name) {
      guard old.spec.claimRef != volume.spec.claimRef || old.className != volume.className else {
        return
      }
      unlist(old)
    } else {
      ranks[name] = nextRank
      nextRank += 1
    }
    list(volume)
  }

  /// Takes the volume `name` out.
  public mutating func removeVolume(_ name: String) {
    guard let volume = volumes.removeValue(forKey: name) else { return }
    if let reference = volume.spec.claimRef,
      claim(reference.name, in: reference.namespaceOrDefault)?.spec.volumeName == name
    {
      lossCount += 1
    }
    unlist(volume)
    ranks[name] = nil
  }

  private mutating func list(_ volume: PersistentVolume) {
    let name = volume.metadata.name
    if let reference = volume.spec.claimRef {
      reserved[ClaimKey(reference), default: []].append(name)
    } else if let rank = ranks[name] {
      let place = free[volume.className]?.place(of: rank) ?? 0
      free[volume.className, default: []].insert(Free(rank: rank, name: name), at: place)
    }
  }

  private mutating func unlist(_ volume: PersistentVolume) {
    let name = volume.metadata.name
    if let reference = volume.spec.claimRef {
      let key = ClaimKey(reference)
      reserved[key]?.removeAll { $0 == name }
      if reserved[key]?.isEmpty ?? false { reserved[key] = nil }
    } else if let rank = ranks[name], let place = free[volume.className]?.place(of: rank) {
      free[volume.className]?.remove(at: place)
    }
  }

  /// Adds `claim`, or replaces the one of its name.
  public mutating func set(_ claim: PersistentVolumeClaim) {
    claims[claim.metadata.namespaceOrDefault, default: [:]][claim.metadata.name] = claim
  }

  /// Takes the claim `name` of `namespace` out.
  public mutating func removeClaim(_ name: String, in namespace: String) {
    claims[namespace]?[name] = nil
  }

  /// Adds `storageClass`, or replaces the one of its name.
  public mutating func set(_ storageClass: StorageClass) {
    classes[storageClass.metadata.name] = storageClass
  }

  /// Takes the class `name` out.
  public mutating func removeClass(_ name: String) { classes[name] = nil }

  /// Takes over what a node reports of its storage drivers.
  public mutating func set(_ node: CSINode) {
    let name = node.metadata.name
    if drivers.updateValue(node, forKey: name) == nil { driverNodes.append(name) }
  }
}

extension StorageTables.ClaimKey {
  fileprivate init(_ reference: ObjectReference) {
    self.init(namespace: reference.namespaceOrDefault, name: reference.name)
  }
}

extension ContiguousArray<StorageTables.Free> {
  /// The first place whose rank is not below `rank`.
  fileprivate func place(of rank: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].rank < rank { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
