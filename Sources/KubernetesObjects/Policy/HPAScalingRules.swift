/// Which of several policies counts.
public enum ScalingPolicySelect: String, Sendable, EnumerationDecodable {
  /// The one that allows the largest change.
  case max = "Max"
  /// The one that allows the smallest change.
  case min = "Min"
  /// None: no change is allowed.
  case disabled = "Disabled"
}

/// How fast the number of pods may change in one direction.
public struct HPAScalingRules: Hashable, Sendable {
  /// The seconds over which recommendations are compared; nil for the direction's default.
  public var stabilizationWindowSeconds: Int32?
  /// Which policy counts.
  public var selectPolicy = ScalingPolicySelect.max
  /// The policies; nil for the direction's default.
  public var policies: [HPAScalingPolicy]?
  /// The relative deviation that is put up with; nil for the controller's.
  public var tolerance: Quantity?

  /// The direction's defaults.
  public init() {}
}

extension HPAScalingRules: ObjectDecodable {
  /// Reads one field of the rules.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "stabilizationWindowSeconds": decoder.read(&stabilizationWindowSeconds)
    case "selectPolicy": decoder.read(&selectPolicy)
    case "policies": decoder.read(&policies)
    case "tolerance": decoder.read(&tolerance)
    default: decoder.skipUnknownField()
    }
  }
}

/// The unit of a scaling policy's value.
public enum HPAScalingPolicyType: String, Sendable, EnumerationDecodable {
  /// A number of pods.
  case pods = "Pods"
  /// A percentage of the pods.
  case percent = "Percent"
}

/// The most by which the number of pods may change in a time.
public struct HPAScalingPolicy: Hashable, Sendable {
  /// The unit of `value`.
  public var type = HPAScalingPolicyType.pods
  /// The most pods or the highest percentage.
  public var value: Int32 = 0
  /// The time in seconds, 1...1800.
  public var periodSeconds: Int32 = 0

  /// A policy that allows nothing.
  public init() {}

  /// The policy that allows `value` in `periodSeconds`.
  public init(type: HPAScalingPolicyType, value: Int32, periodSeconds: Int32) {
    self.type = type
    self.value = value
    self.periodSeconds = periodSeconds
  }
}

extension HPAScalingPolicy: ObjectDecodable {
  /// What has no default.
  public static var requiredFields: [String] { ["type", "value", "periodSeconds"] }

  /// Reads one field of the policy.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "value": decoder.read(&value)
    case "periodSeconds": decoder.read(&periodSeconds)
    default: decoder.skipUnknownField()
    }
  }
}
