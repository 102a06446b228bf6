/// What is wanted of a node.
public struct NodeSpec: Hashable, Sendable {
  /// Whether new pods shall stay away (`unschedulable`).
  public var isCordoned = false
  /// What keeps pods away that do not tolerate it.
  public var taints: [Taint] = []
  /// The addresses of the node's pods.
  public var podCIDR = ""
  /// The machine's name at its provider.
  public var providerID = ""

  /// A node that takes every pod.
  public init() {}
}

extension NodeSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "unschedulable": decoder.read(&isCordoned)
    case "taints": decoder.read(&taints)
    case "podCIDR": decoder.read(&podCIDR)
    case "providerID": decoder.read(&providerID)
    case "configSource", "externalID", "podCIDRs", "podPreemptionPolicy":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
