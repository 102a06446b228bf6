/// Rolls a set of pods from one template to the next by way of replication controllers: OpenShift's
/// elder of the Deployment.
public struct DeploymentConfig: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = DeploymentConfigSpec()

  /// A configuration without a name.
  public init() {}
}

extension DeploymentConfig: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "DeploymentConfig", in: ["apps.openshift.io/v1", "v1"], role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.template }
    set { spec.template = newValue }
  }
  /// Whether there are to be any pods.
  public var wantsPods: Bool { spec.replicas > 0 }

  /// Reads one field of the configuration.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "apiVersion", "kind", "status": break
    default: decoder.skipUnknownField()
    }
  }

  /// Fills in what follows from other fields.
  ///
  /// Source: `pkg/apps/apis/apps/v1/defaults.go`, OpenShift 3.11 and 4.
  public mutating func applyDefaults(in _: APIVersion) {
    spec.template.applyDefaults()
    if spec.selector.isEmpty { spec.selector = spec.template.metadata.labels }
    guard spec.strategy.type == .rolling else { return }
    spec.strategy.maxUnavailable = spec.strategy.maxUnavailable ?? "25%"
    spec.strategy.maxSurge = spec.strategy.maxSurge ?? "25%"
  }

  /// Everything for which the API server would refuse the object once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.checkNotNegative(spec.replicas, "replicas")
      validator.checkNotNegative(spec.minReadySeconds, "minReadySeconds")
      validator.checkNotNegative(spec.revisionHistoryLimit, "revisionHistoryLimit")
      spec.template.validate(restartPolicies: [.always], &validator)
      if spec.selector.isEmpty {
        validator.report("selector", "required, at least one label")
      } else if !spec.selector.isSubset(of: spec.template.metadata.labels) {
        validator.reportMismatch()
      }
    }
  }
}

/// What a DeploymentConfig wants.
public struct DeploymentConfigSpec: Hashable, Sendable {
  /// The number of pods.
  public var replicas: Int32 = 1
  /// The labels of its pods; empty until defaulted to the template's.
  public var selector = Labels()
  /// What the pods are stamped from.
  public var template = PodTemplateSpec()
  /// How old pods are replaced by new ones.
  public var strategy = DeploymentConfigStrategy()
  /// The seconds that a pod must be ready to count as available.
  public var minReadySeconds: Int32 = 0
  /// How many old replication controllers are kept; nil for all.
  public var revisionHistoryLimit: Int32?
  /// Whether no rollout begins.
  public var paused = false
  /// Whether anything but a change of the template would begin a rollout, such as a new image.
  public var hasImageTriggers = false

  /// One pod of an empty template.
  public init() {}
}

extension DeploymentConfigSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "replicas": decoder.read(&replicas)
    case "selector": decoder.read(&selector)
    case "template": decoder.read(&template)
    case "strategy": decoder.read(&strategy)
    case "minReadySeconds": decoder.read(&minReadySeconds)
    case "revisionHistoryLimit": decoder.read(&revisionHistoryLimit)
    case "paused": decoder.read(&paused)
    case "triggers":
      if decoder.node.isNull { return }
      hasImageTriggers = decoder.node.elements.contains {
        $0["type"]?.hasText("ImageChange") ?? false
      }
    case "test": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// In which way a DeploymentConfig replaces its pods.
public enum DeploymentConfigStrategyType: String, Sendable, EnumerationDecodable {
  /// Step by step.
  case rolling = "Rolling"
  /// All old ones go before the first new one comes.
  case recreate = "Recreate"
  /// A program of somebody's own does it; here it is done at once.
  case custom = "Custom"
}

/// How a DeploymentConfig replaces its pods, and how fast.
public struct DeploymentConfigStrategy: Hashable, Sendable {
  /// Step by step or all at once.
  public var type = DeploymentConfigStrategyType.rolling
  /// The most pods that may be missing, as a number or a percentage.
  public var maxUnavailable: IntOrString?
  /// The most pods beyond the wanted number, as a number or a percentage.
  public var maxSurge: IntOrString?
  /// The seconds between two steps.
  public var updatePeriodSeconds: Int64 = 1
  /// The seconds after which a rollout that has not come to its end is given up.
  public var timeoutSeconds: Int64 = 600

  /// A rolling update with OpenShift's steps.
  public init() {}
}

extension DeploymentConfigStrategy: ObjectDecodable {
  /// Reads one field of the strategy.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "rollingParams", "recreateParams":
      if decoder.node.isNull { return }
      var strategy = self
      decoder.readMembers { name, decoder in
        switch name {
        case "maxUnavailable": decoder.read(&strategy.maxUnavailable)
        case "maxSurge": decoder.read(&strategy.maxSurge)
        case "updatePeriodSeconds": decoder.read(&strategy.updatePeriodSeconds)
        case "timeoutSeconds": decoder.read(&strategy.timeoutSeconds)
        case "intervalSeconds", "mid", "post", "pre": decoder.skipUnusedField()
        default: decoder.skipUnknownField()
        }
      }
      self = strategy
    case "activeDeadlineSeconds", "annotations", "customParams", "labels", "resources":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
