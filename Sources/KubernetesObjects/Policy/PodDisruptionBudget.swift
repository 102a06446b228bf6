/// Whether pods that are not ready may be evicted whatever the budget says.
public enum UnhealthyPodEvictionPolicy: String, Sendable, EnumerationDecodable {
  /// If enough others are healthy.
  case ifHealthyBudget = "IfHealthyBudget"
  case alwaysAllow = "AlwaysAllow"
}

/// How many pods of a group may be away at once by somebody's will.
public struct PodDisruptionBudget: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = PodDisruptionBudgetSpec()
  /// What was observed.
  public var status = PodDisruptionBudgetStatus()

  /// A budget without a name.
  public init() {}
}

extension PodDisruptionBudget: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "PodDisruptionBudget", in: ["policy/v1", "policy/v1beta1"], role: .simulated)

  /// Reads one field of the budget.
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

/// What a PodDisruptionBudget wants; exactly one of its two numbers is given.
public struct PodDisruptionBudgetSpec: Hashable, Sendable {
  /// The pods that must be healthy, as a number or a percentage.
  public var minAvailable: IntOrString?
  /// The pods that may be unhealthy, as a number or a percentage.
  public var maxUnavailable: IntOrString?
  /// The pods; nil matches none.
  public var selector: LabelSelector?
  /// Whether pods that are not ready may be evicted.
  public var unhealthyPodEvictionPolicy = UnhealthyPodEvictionPolicy.ifHealthyBudget

  /// A budget without a number.
  public init() {}
}

extension PodDisruptionBudgetSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "minAvailable": decoder.read(&minAvailable)
    case "maxUnavailable": decoder.read(&maxUnavailable)
    case "selector": decoder.read(&selector)
    case "unhealthyPodEvictionPolicy": decoder.read(&unhealthyPodEvictionPolicy)
    default: decoder.skipUnknownField()
    }
  }
}

/// What was observed of a budget's pods.
public struct PodDisruptionBudgetStatus: Hashable, Sendable {
  /// The pods that may be evicted now.
  public var disruptionsAllowed: Int32 = 0
  /// The pods that are healthy.
  public var currentHealthy: Int32 = 0
  /// The pods that must be healthy.
  public var desiredHealthy: Int32 = 0
  /// The pods that are counted.
  public var expectedPods: Int32 = 0
  /// The generation of the specification that the status tells of.
  public var observedGeneration: Int64 = 0
  /// The names of pods whose eviction was granted and is not yet seen, in order.
  public var disruptedPods: [String] = []

  public init() {}
}

extension PodDisruptionBudgetStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "disruptionsAllowed", "podDisruptionsAllowed": decoder.read(&disruptionsAllowed)
    case "currentHealthy": decoder.read(&currentHealthy)
    case "desiredHealthy": decoder.read(&desiredHealthy)
    case "expectedPods": decoder.read(&expectedPods)
    case "observedGeneration": decoder.read(&observedGeneration)
    case "disruptedPods":
      var times = Labels()
      decoder.read(&times)
      disruptedPods = times.entries.map(\.key)
    case "conditions": break
    default: decoder.skipUnknownField()
    }
  }
}
