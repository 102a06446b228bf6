/// What a LimitRange limits.
public enum LimitType: String, Sendable, EnumerationDecodable {
  case container = "Container"
  /// Each pod, its containers summed.
  case pod = "Pod"
  case persistentVolumeClaim = "PersistentVolumeClaim"
}

/// What single objects of a namespace may request, and what they get if they do not say.
public struct LimitRange: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  public var limits: [LimitRangeItem] = []

  /// A range without limits.
  public init() {}
}

extension LimitRange: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "LimitRange", in: ["v1"], role: .stored)

  /// Reads one field of the range.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec":
      if decoder.node.isNull { return }
      var limits = self.limits
      decoder.readMembers { name, decoder in
        name == "limits" ? decoder.read(&limits) : decoder.skipUnknownField()
      }
      self.limits = limits
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Limits of one type of object.
public struct LimitRangeItem: Hashable, Sendable {
  /// What is limited.
  public var type = LimitType.container
  /// The most of each resource.
  public var max = ResourceList()
  /// The least of each resource.
  public var min = ResourceList()
  /// The limits of a container that states none.
  public var defaultLimits = ResourceList()
  /// The requests of a container that states none.
  public var defaultRequests = ResourceList()
  /// The most that a limit may be, as a multiple of its request.
  public var maxLimitRequestRatio = ResourceList()

  public init() {}
}

extension LimitRangeItem: ObjectDecodable {
  /// What has no default.
  public static var requiredFields: [String] { ["type"] }

  /// Reads one field of the item.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "max": decoder.read(&max)
    case "min": decoder.read(&min)
    case "default": decoder.read(&defaultLimits)
    case "defaultRequest": decoder.read(&defaultRequests)
    case "maxLimitRequestRatio": decoder.read(&maxLimitRequestRatio)
    default: decoder.skipUnknownField()
    }
  }
}
