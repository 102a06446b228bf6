/// Arguments of `InterPodAffinity`.
public struct InterPodAffinityArgs: Hashable, Sendable {
  /// The weight of others' required affinity to the incoming pod, 0...100.
  public var hardPodAffinityWeight: Int32 = 1
  /// Whether others' preferences count only if the incoming pod has affinity of its own.
  public var ignorePreferredTermsOfExistingPods = false

  /// The plugin's defaults.
  public init() {}
}

extension InterPodAffinityArgs: ObjectDecodable {
  /// Reads one field of the arguments.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "hardPodAffinityWeight": decoder.read(&hardPodAffinityWeight)
    case "ignorePreferredTermsOfExistingPods":
      decoder.read(&ignorePreferredTermsOfExistingPods)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Arguments of `NodeAffinity`.
public struct NodeAffinityArgs: Hashable, Sendable {
  /// An affinity that every pod of the profile has besides its own.
  public var addedAffinity: NodeAffinity?

  /// The plugin's defaults.
  public init() {}
}

extension NodeAffinityArgs: ObjectDecodable {
  /// Reads one field of the arguments.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "addedAffinity": decoder.read(&addedAffinity)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Where the spread constraints of a pod without any come from.
public enum PodTopologySpreadDefaulting: String, Sendable, EnumerationDecodable {
  /// From Kubernetes: over host names and zones, as preferences.
  case system = "System"
  /// From the arguments.
  case list = "List"
}

/// Arguments of `PodTopologySpread`.
public struct PodTopologySpreadArgs: Hashable, Sendable {
  /// The constraints of pods that have none, without selectors.
  public var defaultConstraints: [TopologySpreadConstraint] = []
  /// Where such constraints come from.
  public var defaultingType = PodTopologySpreadDefaulting.system

  /// The plugin's defaults.
  public init() {}
}

extension PodTopologySpreadArgs: ObjectDecodable {
  /// Reads one field of the arguments.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "defaultConstraints": decoder.read(&defaultConstraints)
    case "defaultingType": decoder.read(&defaultingType)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Arguments of `DefaultPreemption`.
public struct DefaultPreemptionArgs: Hashable, Sendable {
  /// The least percentage of the nodes that are tried.
  public var minCandidateNodesPercentage: Int32 = 10
  /// The least number of nodes that are tried.
  public var minCandidateNodesAbsolute: Int32 = 100

  /// The plugin's defaults.
  public init() {}
}

extension DefaultPreemptionArgs: ObjectDecodable {
  /// Reads one field of the arguments.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "minCandidateNodesPercentage": decoder.read(&minCandidateNodesPercentage)
    case "minCandidateNodesAbsolute": decoder.read(&minCandidateNodesAbsolute)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Arguments of `VolumeBinding`.
public struct VolumeBindingArgs: Hashable, Sendable {
  /// The seconds that a binding may take.
  public var bindTimeoutSeconds: Int64 = 600
  /// The function from a volume's utilization to its score; empty for none.
  public var shape: [UtilizationShapePoint] = []

  /// The plugin's defaults.
  public init() {}
}

extension VolumeBindingArgs: ObjectDecodable {
  /// Reads one field of the arguments.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "bindTimeoutSeconds": decoder.read(&bindTimeoutSeconds)
    case "shape": decoder.read(&shape)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
