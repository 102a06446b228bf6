import ClusterState
import KubernetesObjects

/// Objects that are stored as they are written, of which not everything may change.
extension World {
  /// What the API server does not let be changed of the object in the place of `object`; nil if
  /// that may take its place, or there is none.
  mutating func refusedChange(to object: any StoredObject) -> RefusedChange? {
    switch object {
    case let wanted as StorageClass:
      return cluster.storage.classes[wanted.metadata.name].flatMap {
        RefusedChange(from: $0, to: wanted)
      }
    case let wanted as any KeyedObject:
      return cluster.keyedObject(like: wanted, in: namespace(of: wanted)).flatMap {
        RefusedChange(from: $0, to: wanted)
      }
    default: return podAdmission.refusedChange(to: object)
    }
  }
}
