import SimulationEngine

/// How the node controller judges nodes and what it does about those that are silent.
///
/// Names are the flags of kube-controller-manager.
package struct NodeLifecycleSettings: Sendable {
  /// What becomes of the pods of a node that is not ready for long.
  package enum Eviction: Hashable, Sendable {
    /// The controller deletes them, node by node.
    case deletion(Deletion)
    /// The controller taints the node, and each pod stays for as long as it tolerates the taint.
    case taints(Zones)

    /// Whether nodes are tainted, so that pods go when they tolerate the taint no longer.
    package var isByTaints: Bool {
      if case .taints = self { true } else { false }
    }
  }

  /// How the controller deletes pods.
  package struct Deletion: Hashable, Sendable {
    /// Whether the time of a silent node counts from its last heartbeat; else from the moment at
    /// which its condition changed.
    package var countsFromHeartbeat: Bool
    /// Whether pods are deleted gracefully, so that they stay until their kubelet confirms; else
    /// their objects vanish at once, as before Kubernetes 1.1.
    package var isGraceful: Bool
    /// Whether a pod that is still there after its grace is taken away all the same (1.1 to 1.4).
    package var forcesAfterGrace: Bool
    /// Whether evictions stop while no node at all is ready: network segmentation (1.2).
    package var stopsWithoutReadyNodes: Bool
    /// Whether the pods of cordoned nodes are left alone (1.2).
    package var sparesCordonedNodes: Bool

    /// A way of deleting.
    package init(
      countsFromHeartbeat: Bool, isGraceful: Bool, forcesAfterGrace: Bool,
      stopsWithoutReadyNodes: Bool, sparesCordonedNodes: Bool
    ) {
      self.countsFromHeartbeat = countsFromHeartbeat
      self.isGraceful = isGraceful
      self.forcesAfterGrace = forcesAfterGrace
      self.stopsWithoutReadyNodes = stopsWithoutReadyNodes
      self.sparesCordonedNodes = sparesCordonedNodes
    }
  }

  /// When a zone counts as disrupted, and what then.
  package struct Zones: Hashable, Sendable {
    /// The share of nodes that are not ready, in thousandths, from which on a zone is partly
    /// disrupted.
    package var unhealthyZoneThresholdThousandths: Int64 = 550
    /// The number of nodes above which a partly disrupted zone goes on at the secondary rate.
    package var largeClusterSizeThreshold: Int = 50
    /// Nodes that are tainted in a partly disrupted large zone, in thousandths a second.
    package var secondaryNodeEvictionRateThousandths: Int64 = 10

    /// The defaults of Kubernetes 1.5 to 1.34.
    package init() {}
  }

  /// How often the controller looks at every node.
  package var nodeMonitorPeriod: SimulationDuration = .seconds(5)
  /// When it first does so; nil means after a period. The controller manager draws one.
  package var nodeMonitorPhase: SimulationDuration?
  /// The silence after which a node's condition becomes unknown.
  package var nodeMonitorGracePeriod: SimulationDuration = .seconds(40)
  /// The same for a node that has never been heard.
  package var nodeStartupGracePeriod: SimulationDuration = .seconds(60)
  /// How long the pods of a node that is not ready stay; with taints, tolerations say so.
  package var podEvictionTimeout: SimulationDuration = .seconds(300)
  /// Nodes whose pods are evicted, in thousandths a second; zero for no limit.
  package var nodeEvictionRateThousandths: Int64 = 100
  /// What becomes of the pods.
  package var eviction: Eviction

  /// The periods of Kubernetes 1.2 with this kind of eviction.
  package init(eviction: Eviction) { self.eviction = eviction }
}
