/// A webhook that has a say in scheduling.
public struct Extender: Hashable, Sendable {
  /// The address to which the verbs are appended.
  public var urlPrefix = ""
  /// The verb for narrowing the nodes; empty if it does not.
  public var filterVerb = ""
  /// The verb for scoring the nodes; empty if it does not.
  public var prioritizeVerb = ""
  /// The verb for preemption; empty if it does not take part.
  public var preemptVerb = ""
  /// The verb for binding; empty if it does not.
  public var bindVerb = ""
  /// The weight of its scores.
  public var weight: Int64 = 1
  /// Whether it keeps the nodes itself and is told names only.
  public var nodeCacheCapable = false
  /// Whether scheduling goes on when it does not answer.
  public var ignorable = false
  /// The resources whose pods it is asked about; empty for all pods.
  public var managedResources: [String] = []

  /// A webhook that does nothing.
  public init() {}
}

extension Extender: ObjectDecodable {
  /// Reads one field of the extender.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "urlPrefix": decoder.read(&urlPrefix)
    case "filterVerb": decoder.read(&filterVerb)
    case "prioritizeVerb": decoder.read(&prioritizeVerb)
    case "preemptVerb": decoder.read(&preemptVerb)
    case "bindVerb": decoder.read(&bindVerb)
    case "weight": decoder.read(&weight)
    case "nodeCacheCapable": decoder.read(&nodeCacheCapable)
    case "ignorable": decoder.read(&ignorable)
    case "managedResources": decoder.readNames(&managedResources)
    case "enableHTTPS", "enableHttps", "httpTimeout", "tlsConfig": break
    default: decoder.skipUnknownField()
    }
  }
}
