/// What happens to a pod that no placement satisfies.
public enum UnsatisfiableConstraintAction: String, Sendable, EnumerationDecodable {
  case doNotSchedule = "DoNotSchedule"
  /// It is placed where the skew is least.
  case scheduleAnyway = "ScheduleAnyway"
}

/// Whether a property of nodes decides which of them count for a spread.
public enum NodeInclusionPolicy: String, Sendable, EnumerationDecodable {
  /// Nodes that the pod could not use do not count.
  case honor = "Honor"
  /// All nodes count.
  case ignore = "Ignore"
}

/// How evenly pods shall spread over the domains of a topology.
public struct TopologySpreadConstraint: Hashable, Sendable {
  /// The most by which one domain may exceed the emptiest; above 0.
  public var maxSkew: Int32 = 0
  /// The node label whose values are the domains.
  public var topologyKey = ""
  /// What happens to a pod that no placement satisfies.
  public var whenUnsatisfiable = UnsatisfiableConstraintAction.doNotSchedule
  /// The pods that are counted; nil matches none.
  public var labelSelector: LabelSelector?
  /// Keys whose value in the incoming pod the counted pods must share.
  public var matchLabelKeys: [String] = []
  /// The domains below which the emptiest counts as 0; nil means 1.
  public var minDomains: Int32?
  /// Whether the pod's node selector and required affinity decide which nodes count.
  public var nodeAffinityPolicy = NodeInclusionPolicy.honor
  /// Whether taints that the pod does not tolerate decide which nodes count.
  public var nodeTaintsPolicy = NodeInclusionPolicy.ignore

  /// A constraint on no topology.
  public init() {}
}

extension TopologySpreadConstraint: ObjectDecodable {
  /// What has no default.
  public static var requiredFields: [String] { ["maxSkew", "topologyKey", "whenUnsatisfiable"] }

  /// Reads one field of the constraint.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "maxSkew": decoder.read(&maxSkew)
    case "topologyKey": decoder.read(&topologyKey)
    case "whenUnsatisfiable": decoder.read(&whenUnsatisfiable)
    case "labelSelector": decoder.read(&labelSelector)
    case "matchLabelKeys": decoder.read(&matchLabelKeys)
    case "minDomains": decoder.read(&minDomains)
    case "nodeAffinityPolicy": decoder.read(&nodeAffinityPolicy)
    case "nodeTaintsPolicy": decoder.read(&nodeTaintsPolicy)
    default: decoder.skipUnknownField()
    }
  }
}
