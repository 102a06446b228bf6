/// The annotations by which the volume controllers and the scheduler tell each other what is done.
///
/// Source: `component-helpers/storage/volume/pv_helpers.go`, Kubernetes 1.23 to 1.36.
public enum StorageAnnotations {
  /// On a claim: its binding is complete.
  public static let bindCompleted = "pv.kubernetes.io/bind-completed"
  /// On a claim or a volume: the controller chose the other one, and may undo it.
  public static let boundByController = "pv.kubernetes.io/bound-by-controller"
  /// On a volume: who made it for a claim.
  public static let provisionedBy = "pv.kubernetes.io/provisioned-by"
  /// On a claim: who shall make a volume for it.
  public static let storageProvisioner = "volume.kubernetes.io/storage-provisioner"
  /// On a claim that waits for a consumer: the node that the consumer shall run on.
  public static let selectedNode = "volume.kubernetes.io/selected-node"
  /// On a claim or a volume: its class, before there was a field.
  public static let betaStorageClass = "volume.beta.kubernetes.io/storage-class"
  /// On a class: whether claims get it that name none.
  public static let isDefaultClass = "storageclass.kubernetes.io/is-default-class"
  /// The earlier name of `isDefaultClass`.
  public static let betaIsDefaultClass = "storageclass.beta.kubernetes.io/is-default-class"
}

extension PersistentVolume {
  /// The name of the volume's class: the older annotation before the field; empty for none.
  public var className: String {
    metadata.annotations[StorageAnnotations.betaStorageClass] ?? spec.storageClassName
  }

  /// What the volume holds, in bytes.
  public var size: Quantity { spec.capacity[.storage] ?? .zero }

  /// Whether the volume names `claim` as its own.
  ///
  /// Source: `volume.IsVolumeBoundToClaim`, Kubernetes 1.34: a reference without a uid means any
  /// claim of the name.
  public func isReserved(for claim: PersistentVolumeClaim) -> Bool {
    guard let reference = spec.claimRef else { return false }
    return reference.name == claim.metadata.name
      && reference.namespaceOrDefault == claim.metadata.namespaceOrDefault
      && (reference.uid.isEmpty || reference.uid == claim.metadata.uid)
  }
}

extension PersistentVolumeClaim {
  /// The name of the claim's class: the older annotation before the field; empty for none.
  public var className: String {
    metadata.annotations[StorageAnnotations.betaStorageClass] ?? spec.storageClassName ?? ""
  }

  /// Whether the claim leaves its class to the cluster's default.
  public var wantsDefaultClass: Bool {
    spec.storageClassName == nil
      && metadata.annotations[StorageAnnotations.betaStorageClass] == nil
  }

  /// The amount of storage that the claim wants, in bytes.
  public var requestedStorage: Quantity { spec.resources.requests[.storage] ?? .zero }
}

extension StorageClass {
  /// The provisioner of classes whose volumes people make.
  public static let noProvisioner = "kubernetes.io/no-provisioner"

  /// Whether claims get the class that name none.
  public var isDefault: Bool {
    metadata.annotations[StorageAnnotations.isDefaultClass] == "true"
      || metadata.annotations[StorageAnnotations.betaIsDefaultClass] == "true"
  }

  /// Whether anything makes volumes of the class.
  public var hasProvisioner: Bool {
    !provisioner.isEmpty && provisioner != Self.noProvisioner
  }
}

extension ObjectMeta {
  /// The namespace; `default` if nothing is said.
  public var namespaceOrDefault: String { namespace.isEmpty ? "default" : namespace }
}

extension ObjectReference {
  /// The namespace; `default` if nothing is said.
  public var namespaceOrDefault: String { namespace.isEmpty ? "default" : namespace }
}
