/// The nodes that a pod must have and those that it prefers.
public struct NodeAffinity: Hashable, Sendable {
  /// What the node must match (`requiredDuringSchedulingIgnoredDuringExecution`).
  public var required: NodeSelector?
  /// What the node had better match (`preferredDuringSchedulingIgnoredDuringExecution`).
  public var preferred: [PreferredSchedulingTerm] = []

  public init() {}
}

extension NodeAffinity: ObjectDecodable {
  /// Reads one field of the affinity.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "requiredDuringSchedulingIgnoredDuringExecution": decoder.read(&required)
    case "preferredDuringSchedulingIgnoredDuringExecution": decoder.read(&preferred)
    default: decoder.skipUnknownField()
    }
  }
}

/// A term that a node had better match.
public struct PreferredSchedulingTerm: Hashable, Sendable {
  /// How much it matters, 1...100.
  public var weight: Int32 = 0
  public var preference = NodeSelectorTerm()

  /// A term of weight 0.
  public init() {}
}

extension PreferredSchedulingTerm: ObjectDecodable {
  /// Reads one field of the term.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "weight": decoder.read(&weight)
    case "preference": decoder.read(&preference)
    default: decoder.skipUnknownField()
    }
  }
}
