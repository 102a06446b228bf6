import KubernetesObjects
import SimulationEngine

/// An object that nothing here acts on, such as a config map: it has a name, perhaps keys, and
/// counts for quotas.
struct PassiveObject: Sendable {
  let namespace: Symbol
  let usage: ResourceList
  /// The keys of a config map or a secret that environment variables can have.
  var keys: Set<Symbol>
  /// The keys that volumes can have beside those.
  var binaryKeys: Set<Symbol>
  /// The object as it was written last, if it has keys: what may change of it depends on that.
  var written: (any KeyedObject)?
}

/// The kind, the namespace and the name of an object.
struct PassiveObjectKey: Hashable, Sendable {
  let kind: Symbol
  let name: NamespacedName
}

extension ClusterState {
  /// Creates an object of a kind that nothing here acts on, or replaces its keys; returns why a
  /// quota refuses it, or nil.
  public mutating func setObject(
    _ object: any StoredObject, in namespace: Symbol, at now: SimulationTime
  ) -> QuotaRefusal? {
    let key = passiveKey(object.kind.name, object.metadata.name, in: namespace)
    let keyed = object as? any KeyedObject
    let keys = Set((keyed?.keys ?? []).map { symbols.intern($0) })
    let binaryKeys = Set((keyed?.binaryKeys ?? []).map { symbols.intern($0) })
    if passiveObjects[key] != nil {
      passiveObjects[key]?.keys = keys
      passiveObjects[key]?.binaryKeys = binaryKeys
      passiveObjects[key]?.written = keyed
      return nil
    }
    let usage = ResourceList.objectUsage(of: object.kind)
    if let refusal = admit(usage, in: namespace) { return refusal }
    passiveObjects[key] = PassiveObject(
      namespace: namespace, usage: usage, keys: keys, binaryKeys: binaryKeys,
      written: keyed)
    charge(usage, in: namespace, 1, at: now)
    return nil
  }

  /// The config map or the secret of the kind and name of `object`; nil if there is none.
  public func keyedObject(like object: any KeyedObject, in namespace: Symbol) -> (any KeyedObject)?
  {
    guard let kind = symbols.find(object.kind.name), let name = symbols.find(object.metadata.name)
    else { return nil }
    let key = PassiveObjectKey(kind: kind, name: NamespacedName(namespace, name))
    return passiveObjects[key]?.written
  }

  /// Whether an object of a kind that nothing here acts on is there.
  public func hasObject(_ kind: String, named name: String, in namespace: String) -> Bool {
    guard let kind = symbols.find(kind), let name = symbols.find(name),
      let space = symbols.find(namespace)
    else { return false }
    return passiveObjects[PassiveObjectKey(kind: kind, name: NamespacedName(space, name))] != nil
  }

  /// Takes an object of a kind that nothing here acts on out of the store, if it is there.
  public mutating func removeObject(
    _ kind: String, named name: String, in namespace: Symbol, at now: SimulationTime
  ) {
    let key = passiveKey(kind, name, in: namespace)
    guard let object = passiveObjects.removeValue(forKey: key) else { return }
    charge(object.usage, in: namespace, -1, at: now)
  }

  /// Takes every object of a kind that nothing here acts on out of a namespace.
  mutating func removeObjects(in namespace: Symbol, at now: SimulationTime) {
    // The order is not seen: what quotas count is a sum.
    for (key, object) in passiveObjects where object.namespace == namespace {
      passiveObjects[key] = nil
      charge(object.usage, in: namespace, -1, at: now)
    }
  }

  private mutating func passiveKey(
    _ kind: String, _ name: String, in namespace: Symbol
  ) -> PassiveObjectKey {
    PassiveObjectKey(
      kind: symbols.intern(kind), name: NamespacedName(namespace, symbols.intern(name)))
  }
}
