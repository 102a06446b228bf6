import SimulationEngine

/// How disrupted a zone is.
///
/// Source: `pkg/controller/nodelifecycle`, `ComputeZoneState`, Kubernetes 1.5 to 1.34.
package enum ZoneState: Hashable, Sendable {
  /// Few or no nodes are not ready.
  case normal
  /// At least three nodes, and at least the threshold's share of all, are not ready.
  case partialDisruption
  /// No node is ready.
  case fullDisruption

  /// The state of a zone with so many nodes that are ready and not.
  package init(ready: Int, notReady: Int, zones: NodeLifecycleSettings.Zones) {
    let all = Int64(ready + notReady)
    if ready == 0 && notReady > 0 {
      self = .fullDisruption
    } else if notReady > 2,
      Int64(notReady) * 1000 >= zones.unhealthyZoneThresholdThousandths * all
    {
      self = .partialDisruption
    } else {
      self = .normal
    }
  }

  /// Nodes that may be tainted, in thousandths a second, in a zone of `nodeCount` nodes, while not
  /// every zone is fully disrupted.
  package func evictionRateThousandths(
    nodeCount: Int, settings: NodeLifecycleSettings, zones: NodeLifecycleSettings.Zones
  ) -> Int64 {
    switch self {
    case .normal, .fullDisruption: settings.nodeEvictionRateThousandths
    case .partialDisruption:
      nodeCount > zones.largeClusterSizeThreshold
        ? zones.secondaryNodeEvictionRateThousandths : 0
    }
  }
}
