/// Sets the number of a workload's pods by what they use.
public struct HorizontalPodAutoscaler: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = HorizontalPodAutoscalerSpec()
  /// What was observed.
  public var status = HorizontalPodAutoscalerStatus()

  /// An autoscaler without a name.
  public init() {}
}

extension HorizontalPodAutoscaler: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "HorizontalPodAutoscaler",
    in: [
      "autoscaling/v2", "autoscaling/v1", "autoscaling/v2beta2", "autoscaling/v2beta1",
      "extensions/v1beta1",
    ], role: .simulated)

  /// Reads one field of the autoscaler.
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

/// What an autoscaler wants, whatever the version of the API that said it.
public struct HorizontalPodAutoscalerSpec: Hashable, Sendable {
  public var scaleTargetRef = ObjectReference()
  /// The fewest pods.
  public var minReplicas: Int32 = 1
  /// The most pods.
  public var maxReplicas: Int32 = 0
  /// What is measured, and what is aimed at; empty means 80 % of the requested cpu.
  public var metrics: [MetricSpec] = []
  /// How fast the number may grow; nil for the usual.
  public var scaleUp: HPAScalingRules?
  /// How fast the number may shrink; nil for the usual.
  public var scaleDown: HPAScalingRules?

  /// An autoscaler of nothing.
  public init() {}
}

extension HorizontalPodAutoscalerSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "scaleTargetRef", "scaleRef": decodeTarget(from: &decoder)
    case "minReplicas": decoder.read(&minReplicas)
    case "maxReplicas": decoder.read(&maxReplicas)
    case "metrics": decoder.read(&metrics)
    case "behavior": decodeBehavior(from: &decoder)
    // autoscaling/v1 knows cpu only; extensions/v1beta1 wraps the number once more.
    case "targetCPUUtilizationPercentage": decodeTargetUtilization(from: &decoder)
    case "cpuUtilization":
      if decoder.node.isNull { return }
      var spec = self
      decoder.readMembers { name, decoder in
        name == "targetPercentage"
          ? spec.decodeTargetUtilization(from: &decoder) : decoder.skipUnknownField()
      }
      self = spec
    default: decoder.skipUnknownField()
    }
  }

  private mutating func decodeTarget(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var target = scaleTargetRef
    decoder.readMembers { name, decoder in
      if name == "subresource" { return }
      target.decodeField(name, from: &decoder)
    }
    scaleTargetRef = target
  }

  private mutating func decodeTargetUtilization(from decoder: inout ObjectDecoder) {
    var percentage: Int32?
    decoder.read(&percentage)
    guard let percentage else { return }
    metrics.append(MetricSpec(.resource(.cpu), target: .utilization(percentage)))
  }

  private mutating func decodeBehavior(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var spec = self
    decoder.readMembers { name, decoder in
      switch name {
      case "scaleUp": decoder.read(&spec.scaleUp)
      case "scaleDown": decoder.read(&spec.scaleDown)
      default: decoder.skipUnknownField()
      }
    }
    // Even without rules a behavior takes the place of the older limits, by its defaults.
    if spec.scaleUp == nil, spec.scaleDown == nil { spec.scaleUp = HPAScalingRules() }
    self = spec
  }
}

/// What was observed of an autoscaler's workload.
public struct HorizontalPodAutoscalerStatus: Hashable, Sendable {
  /// The pods that the workload has.
  public var currentReplicas: Int32 = 0
  /// The pods that it should have.
  public var desiredReplicas: Int32 = 0
  /// When the number was last changed.
  public var lastScaleTime: Timestamp?

  public init() {}
}

extension HorizontalPodAutoscalerStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "currentReplicas": decoder.read(&currentReplicas)
    case "desiredReplicas": decoder.read(&desiredReplicas)
    case "lastScaleTime": decoder.read(&lastScaleTime)
    case "conditions", "currentCPUUtilizationPercentage", "currentMetrics",
      "observedGeneration":
      break
    default: decoder.skipUnknownField()
    }
  }
}
