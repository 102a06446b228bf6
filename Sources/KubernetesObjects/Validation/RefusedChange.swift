/// A change of an object that the API server refuses.
public struct RefusedChange: Error, Hashable, Sendable {
  /// The path of the field.
  public let field: String
  /// What is wrong, in the API server's words.
  public let message: String

  /// The first change from `old` to `new`, of one kind and name, that is refused; nil if the new
  /// object may take the place of the old.
  ///
  /// Only kinds that are stored as a manifest has them are looked at. Source:
  /// `ValidateConfigMapUpdate`, `ValidatePriorityClassUpdate` and their neighbours in `pkg/apis`,
  /// Kubernetes 1.36.
  public init?(from old: any APIObject, to new: any APIObject) {
    let refused: RefusedChange? =
      switch (old, new) {
      case (let old as PriorityClass, let new as PriorityClass): old.refusedChange(to: new)
      case (let old as RuntimeClass, let new as RuntimeClass): old.refusedChange(to: new)
      case (let old as StorageClass, let new as StorageClass): old.refusedChange(to: new)
      case (let old as ConfigMap, let new as ConfigMap): old.refusedChange(to: new)
      case (let old as Secret, let new as Secret): old.refusedChange(to: new)
      default: nil
      }
    guard let refused else { return nil }
    self = refused
  }

  /// A refusal of `field` in the API server's words.
  init(field: String, message: String) {
    self.field = field
    self.message = message
  }

  /// A field that may never change.
  fileprivate init(fixed field: String, _ value: String) {
    self.init(field: field, message: "Invalid value: \"\(value)\": field is immutable")
  }
}

extension PriorityClass {
  fileprivate func refusedChange(to new: PriorityClass) -> RefusedChange? {
    if value != new.value {
      return RefusedChange(field: "value", message: "Forbidden: may not be changed in an update.")
    }
    return preemptionPolicy == new.preemptionPolicy
      ? nil : RefusedChange(fixed: "preemptionPolicy", new.preemptionPolicy.rawValue)
  }
}

extension RuntimeClass {
  fileprivate func refusedChange(to new: RuntimeClass) -> RefusedChange? {
    handler == new.handler ? nil : RefusedChange(fixed: "handler", new.handler)
  }
}

extension StorageClass {
  fileprivate func refusedChange(to new: StorageClass) -> RefusedChange? {
    let changes = [
      ("parameters", parameters != new.parameters),
      ("provisioner", provisioner != new.provisioner),
      ("reclaimPolicy", reclaimPolicy != new.reclaimPolicy),
    ]
    if let (field, _) = changes.first(where: \.1) {
      return RefusedChange(
        field: field, message: "Forbidden: updates to \(field) are forbidden.")
    }
    return volumeBindingMode == new.volumeBindingMode
      ? nil : RefusedChange(fixed: "volumeBindingMode", new.volumeBindingMode.rawValue)
  }
}

extension KeyedObject {
  /// What an immutable object refuses; `changes` says of each field whether it is another.
  fileprivate func refusedChange(
    to new: Self, _ changes: [(field: String, isMade: Bool)]
  ) -> RefusedChange? {
    guard isImmutable else { return nil }
    let all = [("immutable", !new.isImmutable)] + changes
    return all.first { $0.1 }.map {
      RefusedChange(
        field: $0.0, message: "Forbidden: field is immutable when `immutable` is set")
    }
  }
}

extension ConfigMap {
  fileprivate func refusedChange(to new: ConfigMap) -> RefusedChange? {
    refusedChange(
      to: new,
      [("data", values != new.values), ("binaryData", binaryValues != new.binaryValues)])
  }
}

extension Secret {
  fileprivate func refusedChange(to new: Secret) -> RefusedChange? {
    let (present, wanted) = (type.isEmpty ? "Opaque" : type, new.type.isEmpty ? "Opaque" : new.type)
    if present != wanted { return RefusedChange(fixed: "type", wanted) }
    return refusedChange(to: new, [("data", content != new.content)])
  }
}
