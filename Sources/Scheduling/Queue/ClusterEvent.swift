import ClusterState

/// A change of the cluster that may make a parked pod schedulable.
///
/// Source: `framework.ClusterEvent` and the plugins' `EventsToRegister`, Kubernetes 1.34.
public enum ClusterEvent: Sendable {
  /// A node joined.
  case nodeAdded(NodeFacts)
  /// What a node offers changed.
  case nodeAllocatableChanged(from: NodeFacts, to: NodeFacts)
  /// A node's labels changed.
  case nodeLabelsChanged(from: NodeFacts, to: NodeFacts)
  /// A node's taints changed, or it was uncordoned.
  case nodeTaintsChanged(from: NodeFacts, to: NodeFacts)
  /// A node left.
  case nodeRemoved(NodeFacts)
  /// A pod was placed.
  case podPlaced(PodTemplateID)
  /// A placed pod's labels changed.
  case podLabelsChanged(from: PodTemplateID, to: PodTemplateID)
  /// A placed pod went, or ended.
  case podGone(PodTemplateID)
  /// A waiting pod lost the node that it had been promised: those that had to respect it, of its
  /// priority or a lower one, may fit now.
  case nominationWithdrawn(PodTemplateID)
  /// The labels of the waiting pod itself changed.
  case ownLabelsChanged(from: PodTemplateID, to: PodTemplateID)
  /// The waiting pod itself tolerates more.
  case ownTolerationsChanged
  /// A claim, volume, storage class or storage driver appeared or changed.
  case storageChanged
  /// Anything: every parked pod is tried again.
  case wildcard

  /// The plugins that want to know of events like this one.
  public var interested: RejectingPlugins {
    switch self {
    case .wildcard: RejectingPlugins(rawValue: .max)
    case .nodeAdded: Self.interestedInNewNodes
    case .nodeAllocatableChanged: [.nodeResourcesFit, .other]
    case .nodeLabelsChanged:
      [
        .nodeAffinity, .podTopologySpread, .interPodAffinity, .volumeBinding, .volumeZone, .other,
      ]
    case .nodeTaintsChanged: [.nodeUnschedulable, .taintToleration, .podTopologySpread, .other]
    case .nodeRemoved: [.podTopologySpread, .other]
    case .podPlaced, .podLabelsChanged: [.podTopologySpread, .interPodAffinity, .other]
    case .podGone, .nominationWithdrawn: Self.interestedInGonePods
    case .ownLabelsChanged: [.podTopologySpread, .other]
    case .ownTolerationsChanged: [.nodeUnschedulable, .taintToleration, .other]
    case .storageChanged:
      [.volumeRestrictions, .nodeVolumeLimits, .volumeBinding, .volumeZone, .other]
    }
  }

  private static let interestedInNewNodes: RejectingPlugins = [
    .nodeUnschedulable, .nodeName, .taintToleration, .nodeAffinity, .nodePorts, .nodeResourcesFit,
    .volumeRestrictions, .volumeBinding, .volumeZone, .podTopologySpread, .interPodAffinity,
    .other,
  ]

  private static let interestedInGonePods: RejectingPlugins = [
    .nodePorts, .nodeResourcesFit, .volumeRestrictions, .nodeVolumeLimits, .podTopologySpread,
    .interPodAffinity, .other,
  ]
}
