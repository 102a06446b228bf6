/// Keeps a number of pods running, chosen by a selector.
public struct ReplicaSet: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = ReplicaSetSpec()
  /// What was observed.
  public var status = ReplicaSetStatus()

  /// A set without a name.
  public init() {}
}

extension ReplicaSet: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "ReplicaSet", in: ["apps/v1", "apps/v1beta2", "extensions/v1beta1"], role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.template }
    set { spec.template = newValue }
  }
  /// Whether there are to be any pods.
  public var wantsPods: Bool { spec.replicas > 0 }

  /// Reads one field of the set.
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

/// What a ReplicaSet wants.
public struct ReplicaSetSpec: Hashable, Sendable {
  /// The number of pods.
  public var replicas: Int32 = 1
  /// The seconds that a pod must be ready to count as available.
  public var minReadySeconds: Int32 = 0
  /// Its pods; nil matches none.
  public var selector: LabelSelector?
  /// What the pods are stamped from.
  public var template = PodTemplateSpec()

  /// One pod of an empty template.
  public init() {}
}

extension ReplicaSetSpec: ObjectDecodable {
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

/// What was observed of the pods of a ReplicaSet or a ReplicationController.
public struct ReplicaSetStatus: Hashable, Sendable {
  /// The pods that are neither ended nor being deleted.
  public var replicas: Int32 = 0
  /// Those of them with all labels of the template.
  public var fullyLabeledReplicas: Int32 = 0
  /// Those that are ready.
  public var readyReplicas: Int32 = 0
  /// Those that have been ready for `minReadySeconds`.
  public var availableReplicas: Int32 = 0
  /// The generation of the specification that the status tells of.
  public var observedGeneration: Int64 = 0
  /// `ReplicaFailure`.
  public var conditions: [Condition] = []

  public init() {}
}

extension ReplicaSetStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "replicas": decoder.read(&replicas)
    case "fullyLabeledReplicas": decoder.read(&fullyLabeledReplicas)
    case "readyReplicas": decoder.read(&readyReplicas)
    case "availableReplicas": decoder.read(&availableReplicas)
    case "observedGeneration": decoder.read(&observedGeneration)
    case "conditions": decoder.read(&conditions)
    case "terminatingReplicas": break
    default: decoder.skipUnknownField()
    }
  }
}
