/// Keeps a number of pods running, chosen by equal labels.
public struct ReplicationController: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = ReplicationControllerSpec()
  /// What was observed.
  public var status = ReplicaSetStatus()

  /// A controller without a name.
  public init() {}
}

extension ReplicationController: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "ReplicationController", in: ["v1"], role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.template }
    set { spec.template = newValue }
  }
  /// Whether there are to be any pods.
  public var wantsPods: Bool { spec.replicas > 0 }

  /// Reads one field of the controller.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status": decoder.read(&status)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// What a ReplicationController wants.
public struct ReplicationControllerSpec: Hashable, Sendable {
  /// The number of pods.
  public var replicas: Int32 = 1
  /// The seconds that a pod must be ready to count as available.
  public var minReadySeconds: Int32 = 0
  /// The labels of its pods; nil until defaulted to the template's.
  public var selector: Labels?
  /// What the pods are stamped from.
  public var template = PodTemplateSpec()

  /// One pod of an empty template.
  public init() {}
}

extension ReplicationControllerSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "replicas": decoder.read(&replicas)
    case "minReadySeconds": decoder.read(&minReadySeconds)
    case "selector": decoder.read(&selector)
    case "template": decoder.read(&template)
    default: decoder.skipUnknownField()
    }
  }
}
