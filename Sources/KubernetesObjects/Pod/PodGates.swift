/// Keeps a pod from being scheduled until somebody removes it.
public struct PodSchedulingGate: Hashable, Sendable {
  /// Names the gate; unique within the pod.
  public var name = ""

  /// A gate without a name.
  public init() {}
}

extension PodSchedulingGate: ObjectDecodable {
  /// Reads one field of the gate.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    default: decoder.skipUnknownField()
    }
  }
}

/// A condition that must hold, besides those of its containers, for a pod to be ready.
public struct PodReadinessGate: Hashable, Sendable {
  /// The type of the condition.
  public var conditionType = ""

  /// A gate of no type.
  public init() {}
}

extension PodReadinessGate: ObjectDecodable {
  /// Reads one field of the gate.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "conditionType": decoder.read(&conditionType)
    default: decoder.skipUnknownField()
    }
  }
}
