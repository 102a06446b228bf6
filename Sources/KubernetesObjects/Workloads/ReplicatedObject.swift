/// An object that says how many pods it wants.
public protocol ReplicatedObject: WorkloadObject {
  /// `spec.replicas`.
  var replicas: Int32 { get set }
}

extension Deployment: ReplicatedObject {
  /// `spec.replicas`.
  public var replicas: Int32 {
    get { spec.replicas }
    set { spec.replicas = newValue }
  }
}

extension ReplicaSet: ReplicatedObject {
  /// `spec.replicas`.
  public var replicas: Int32 {
    get { spec.replicas }
    set { spec.replicas = newValue }
  }
}

extension ReplicationController: ReplicatedObject {
  /// `spec.replicas`.
  public var replicas: Int32 {
    get { spec.replicas }
    set { spec.replicas = newValue }
  }
}

extension StatefulSet: ReplicatedObject {
  /// `spec.replicas`.
  public var replicas: Int32 {
    get { spec.replicas }
    set { spec.replicas = newValue }
  }
}
