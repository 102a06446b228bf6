import KubernetesObjects

/// Persistent volumes, claims, storage classes and the storage drivers of nodes.
///
/// Few and read only for pods with claims, so they are kept as API objects by name.
public struct StorageTables: Sendable {
  /// The volumes by name.
  public private(set) var volumes: [String: PersistentVolume] = [:]
  /// The names of the volumes in order of creation.
  public private(set) var volumeNames: [String] = []
  private var claims: [String: [String: PersistentVolumeClaim]] = [:]
  /// The classes by name.
  public private(set) var classes: [String: StorageClass] = [:]
  private var drivers: [String: CSINode] = [:]
  /// Counts the writes, so that readers know when what they derived is out of date.
  public private(set) var version = 0

  init() {}

  /// The claim `name` of `namespace`.
  public func claim(_ name: String, in namespace: String) -> PersistentVolumeClaim? {
    claims[namespace]?[name]
  }

  /// The storage drivers of the node `name`; nil if the node has not reported any.
  public func drivers(ofNode name: String) -> CSINode? { drivers[name] }

  /// Adds `volume`, or replaces the one of the same name.
  public mutating func set(_ volume: PersistentVolume) {
    let name = volume.metadata.name
    if volumes.updateValue(volume, forKey: name) == nil { volumeNames.append(name) }
    version += 1
  }

  /// Adds `claim`, or replaces the one of the same name.
  public mutating func set(_ claim: PersistentVolumeClaim) {
    let namespace = claim.metadata.namespace.isEmpty ? "default" : claim.metadata.namespace
    claims[namespace, default: [:]][claim.metadata.name] = claim
    version += 1
  }

  /// Takes the claim `name` of `namespace` out.
  public mutating func removeClaim(_ name: String, in namespace: String) {
    claims[namespace]?[name] = nil
    version += 1
  }

  /// Adds `storageClass`, or replaces the one of the same name.
  public mutating func set(_ storageClass: StorageClass) {
    classes[storageClass.metadata.name] = storageClass
    version += 1
  }

  /// Takes over what a node reports of its storage drivers.
  public mutating func set(_ node: CSINode) {
    drivers[node.metadata.name] = node
    version += 1
  }
}
