/// Keeps one pod on every node that suits it.
public struct DaemonSet: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = DaemonSetSpec()
  /// What was observed.
  public var status = DaemonSetStatus()

  /// A set without a name.
  public init() {}
}

extension DaemonSet: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "DaemonSet", in: ["apps/v1", "apps/v1beta2", "extensions/v1beta1"], role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec.template.spec" }
  /// What its pods are stamped from.
  public var podTemplate: PodTemplateSpec {
    get { spec.template }
    set { spec.template = newValue }
  }

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

/// What a DaemonSet wants.
public struct DaemonSetSpec: Hashable, Sendable {
  /// Its pods; nil matches none.
  public var selector: LabelSelector?
  /// What the pods are stamped from.
  public var template = PodTemplateSpec()
  /// How old pods are replaced.
  public var updateStrategy = DaemonSetUpdateStrategy()
  /// The seconds that a pod must be ready to count as available.
  public var minReadySeconds: Int32 = 0
  /// How many old revisions are kept.
  public var revisionHistoryLimit: Int32 = 10

  /// Pods of an empty template.
  public init() {}
}

extension DaemonSetSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "selector": decoder.read(&selector)
    case "template": decoder.read(&template)
    case "updateStrategy": decoder.read(&updateStrategy)
    case "minReadySeconds": decoder.read(&minReadySeconds)
    case "revisionHistoryLimit": decoder.read(&revisionHistoryLimit)
    case "templateGeneration", "uniqueLabelKey": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// How a DaemonSet replaces its pods.
public struct DaemonSetUpdateStrategy: Hashable, Sendable {
  /// Who replaces them; nil until defaulted by the version of the API.
  public var type: UpdateStrategyType?
  /// The most nodes that may lack their pod, as a number or a percentage.
  public var maxUnavailable = IntOrString.int(1)
  /// The most nodes that may have two, as a number or a percentage.
  public var maxSurge = IntOrString.int(0)

  /// The API version's strategy.
  public init() {}
}

extension DaemonSetUpdateStrategy: ObjectDecodable {
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

/// What was observed of a DaemonSet's pods, counted by node.
public struct DaemonSetStatus: Hashable, Sendable {
  /// The nodes that should have a pod.
  public var desiredNumberScheduled: Int32 = 0
  /// Those of them that have one.
  public var currentNumberScheduled: Int32 = 0
  /// The nodes that have one and should not.
  public var numberMisscheduled: Int32 = 0
  /// The nodes whose pod is ready.
  public var numberReady: Int32 = 0
  /// The nodes whose pod has been ready for `minReadySeconds`.
  public var numberAvailable: Int32 = 0
  /// The nodes whose pod is of the present template.
  public var updatedNumberScheduled: Int32 = 0
  /// The generation of the specification that the status tells of.
  public var observedGeneration: Int64 = 0

  public init() {}
}

extension DaemonSetStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "desiredNumberScheduled": decoder.read(&desiredNumberScheduled)
    case "currentNumberScheduled": decoder.read(&currentNumberScheduled)
    case "numberMisscheduled": decoder.read(&numberMisscheduled)
    case "numberReady": decoder.read(&numberReady)
    case "numberAvailable": decoder.read(&numberAvailable)
    case "updatedNumberScheduled": decoder.read(&updatedNumberScheduled)
    case "observedGeneration": decoder.read(&observedGeneration)
    case "collisionCount", "conditions", "numberUnavailable": break
    default: decoder.skipUnknownField()
    }
  }
}
