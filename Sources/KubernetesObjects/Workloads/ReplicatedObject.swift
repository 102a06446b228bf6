/// An object that says how many pods it wants.
public protocol ReplicatedObject: WorkloadObject {
  /// How many.
  var replicas: Int32 { get set }
  /// The field of the specification that says so; `replicas` mostly.
  static var replicasField: String { get }
}

extension ReplicatedObject {
  /// `replicas`.
  public static var replicasField: String { "replicas" }
}

extension Job: ReplicatedObject {
  /// `spec.parallelism`: how many pods at a time.
  public var replicas: Int32 {
    get { spec.parallelism ?? 1 }
    set { spec.parallelism = newValue }
  }
  /// What a job calls it.
  public static var replicasField: String { "parallelism" }
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
