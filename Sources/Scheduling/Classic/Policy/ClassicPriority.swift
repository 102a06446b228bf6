import KubernetesObjects

/// How nodes are scored, by the names of the classic eras.
public enum ClassicPriority: Hashable, Sendable {
  /// `EqualPriority`: all nodes alike.
  case equal
  /// `LeastRequestedPriority`: nodes with much room.
  case leastRequested
  /// `MostRequestedPriority`: nodes with little room.
  case mostRequested
  /// `BalancedResourceAllocation`: nodes whose processor and memory are used alike.
  case balancedResourceAllocation
  /// `SelectorSpreadPriority`: nodes and zones with few pods of the pod's service or controller.
  case selectorSpread
  /// `ServiceSpreadingPriority`: nodes with few pods of the pod's service.
  case serviceSpreading
  /// `NodeAffinityPriority`: nodes that the pod prefers.
  case nodeAffinity
  /// `ImageLocalityPriority`: nodes that have the pod's images.
  case imageLocality
  /// `NodePreferAvoidPodsPriority`: nodes whose annotation does not ask to avoid the pod.
  case nodePreferAvoidPods
  /// `TaintTolerationPriority`: nodes with few taints that the pod does not tolerate.
  case taintToleration
  /// `InterPodAffinityPriority`: nodes with the neighbours that the pod prefers.
  case interPodAffinity
  /// `EvenPodsSpreadPriority`: nodes that even out the pod's spread constraints.
  case evenPodsSpread
  /// A custom priority: nodes that have, or do not have, a label.
  case labelPreference(label: String, presence: Bool)
  /// A custom priority: pods of a service spread over the values of a label.
  case serviceAntiAffinity(label: String)
  /// `RequestedToCapacityRatioPriority`: nodes by a function of their utilization.
  case requestedToCapacityRatio(shape: [UtilizationShapePoint], resources: [ResourceSpec])
}

extension ClassicPriority {
  /// The priority without an argument that a policy of `era` calls `name`.
  static func named(_ name: String, in era: ClassicEra) -> ClassicPriority? {
    switch name {
    case "EqualPriority": .equal
    case "LeastRequestedPriority": .leastRequested
    case "MostRequestedPriority": .mostRequested
    case "BalancedResourceAllocation": .balancedResourceAllocation
    case "SelectorSpreadPriority": .selectorSpread
    case "ServiceSpreadingPriority": era == .v1_2 ? .serviceSpreading : .selectorSpread
    case "NodeAffinityPriority": .nodeAffinity
    case "ImageLocalityPriority": .imageLocality
    case "NodePreferAvoidPodsPriority": era == .v1_20 ? .nodePreferAvoidPods : nil
    case "TaintTolerationPriority": era == .v1_20 ? .taintToleration : nil
    case "InterPodAffinityPriority": era == .v1_20 ? .interPodAffinity : nil
    case "EvenPodsSpreadPriority": era == .v1_20 ? .evenPodsSpread : nil
    default: nil
    }
  }

  /// The names and weights of the priorities of a policy without priorities.
  ///
  /// Source: `defaultPriorities` of Kubernetes 1.2; `NewLegacyRegistry` of Kubernetes 1.20.
  static func defaultWeights(of era: ClassicEra) -> [(name: String, weight: Int64)] {
    switch era {
    case .v1_2:
      [
        ("LeastRequestedPriority", 1), ("BalancedResourceAllocation", 1),
        ("SelectorSpreadPriority", 1), ("NodeAffinityPriority", 1),
      ]
    case .v1_20:
      [
        ("SelectorSpreadPriority", 1), ("InterPodAffinityPriority", 1),
        ("LeastRequestedPriority", 1), ("BalancedResourceAllocation", 1),
        ("NodePreferAvoidPodsPriority", 10_000), ("NodeAffinityPriority", 1),
        ("TaintTolerationPriority", 1), ("ImageLocalityPriority", 1),
        ("EvenPodsSpreadPriority", 2),
      ]
    }
  }

  /// Every name that a policy of `era` can use, for suggestions.
  static func names(of era: ClassicEra) -> [String] {
    let further = [
      "EqualPriority", "MostRequestedPriority", "ServiceSpreadingPriority",
      "ImageLocalityPriority",
    ]
    return defaultWeights(of: era).map(\.name) + further
  }
}
