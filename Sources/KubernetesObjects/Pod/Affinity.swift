/// Which nodes and which neighbours a pod wants.
public struct Affinity: Hashable, Sendable {
  /// The nodes it wants.
  public var nodeAffinity: NodeAffinity?
  /// The pods near which it wants to be.
  public var podAffinity: PodAffinity?
  /// The pods from which it wants to stay away.
  public var podAntiAffinity: PodAffinity?

  public init() {}
}

extension Affinity: ObjectDecodable {
  /// Reads one field of the affinity.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "nodeAffinity": decoder.read(&nodeAffinity)
    case "podAffinity": decoder.read(&podAffinity)
    case "podAntiAffinity": decoder.read(&podAntiAffinity)
    default: decoder.skipUnknownField()
    }
  }
}
