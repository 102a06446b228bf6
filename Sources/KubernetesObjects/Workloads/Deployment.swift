/// Rolls a set of pods from one template to the next.
public struct Deployment: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = DeploymentSpec()
  /// What was observed.
  public var status = DeploymentStatus()

  /// A deployment without a name.
  public init() {}
}

extension Deployment: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Deployment", in: ["apps/v1", "apps/v1beta2", "apps/v1beta1", "extensions/v1beta1"],
    role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.template }
    set { spec.template = newValue }
  }
  /// Whether there are to be any pods.
  public var wantsPods: Bool { spec.replicas > 0 }

  /// Reads one field of the deployment.
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

/// What a Deployment wants.
///
/// What is nil has a default that depends on the version of the API.
public struct DeploymentSpec: Hashable, Sendable {
  /// The number of pods.
  public var replicas: Int32 = 1
  /// Its pods; nil matches none.
  public var selector: LabelSelector?
  /// What the pods are stamped from.
  public var template = PodTemplateSpec()
  /// How old pods are replaced by new ones.
  public var strategy = DeploymentStrategy()
  /// The seconds that a pod must be ready to count as available.
  public var minReadySeconds: Int32 = 0
  /// How many old ReplicaSets are kept; `Int32.max` for all.
  public var revisionHistoryLimit: Int32?
  /// The seconds without progress after which a rollout is said to fail; `Int32.max` for never.
  public var progressDeadlineSeconds: Int32?
  /// Whether the rollout is halted.
  public var paused = false

  /// One pod of an empty template.
  public init() {}
}

extension DeploymentSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "replicas": decoder.read(&replicas)
    case "selector": decoder.read(&selector)
    case "template": decoder.read(&template)
    case "strategy": decoder.read(&strategy)
    case "minReadySeconds": decoder.read(&minReadySeconds)
    case "revisionHistoryLimit": decoder.read(&revisionHistoryLimit)
    case "progressDeadlineSeconds": decoder.read(&progressDeadlineSeconds)
    case "paused": decoder.read(&paused)
    case "rollbackTo", "uniqueLabelKey": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// How a deployment replaces its pods.
public enum DeploymentStrategyType: String, Sendable, EnumerationDecodable {
  /// Step by step.
  case rollingUpdate = "RollingUpdate"
  /// All old ones go before the first new one comes.
  case recreate = "Recreate"
}

/// How a deployment replaces its pods, and how fast.
public struct DeploymentStrategy: Hashable, Sendable {
  /// Step by step or all at once.
  public var type = DeploymentStrategyType.rollingUpdate
  /// The most pods that may be missing, as a number or a percentage.
  public var maxUnavailable: IntOrString?
  /// The most pods beyond the wanted number, as a number or a percentage.
  public var maxSurge: IntOrString?

  /// A rolling update with the API version's steps.
  public init() {}
}

extension DeploymentStrategy: ObjectDecodable {
  /// Reads one field of the strategy.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "rollingUpdate":
      if decoder.node.isNull { return }
      var strategy = self
      decoder.readMembers { name, decoder in
        switch name {
        case "maxUnavailable": decoder.read(&strategy.maxUnavailable)
        case "maxSurge": decoder.read(&strategy.maxSurge)
        default: decoder.skipUnknownField()
        }
      }
      self = strategy
    default: decoder.skipUnknownField()
    }
  }
}

/// What was observed of a deployment's pods.
public struct DeploymentStatus: Hashable, Sendable {
  /// The pods that are neither ended nor being deleted.
  public var replicas: Int32 = 0
  /// Those of the present template.
  public var updatedReplicas: Int32 = 0
  /// Those that are ready.
  public var readyReplicas: Int32 = 0
  /// Those that have been ready for `minReadySeconds`.
  public var availableReplicas: Int32 = 0
  /// Those still to become available.
  public var unavailableReplicas: Int32 = 0
  /// The generation of the specification that the status tells of.
  public var observedGeneration: Int64 = 0
  /// `Available`, `Progressing`, `ReplicaFailure`.
  public var conditions: [Condition] = []

  public init() {}
}

extension DeploymentStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "replicas": decoder.read(&replicas)
    case "updatedReplicas": decoder.read(&updatedReplicas)
    case "readyReplicas": decoder.read(&readyReplicas)
    case "availableReplicas": decoder.read(&availableReplicas)
    case "unavailableReplicas": decoder.read(&unavailableReplicas)
    case "observedGeneration": decoder.read(&observedGeneration)
    case "conditions": decoder.read(&conditions)
    case "collisionCount", "terminatingReplicas": break
    default: decoder.skipUnknownField()
    }
  }
}
