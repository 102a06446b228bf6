import ClusterState

/// A change of the cluster that may make a parked pod schedulable.
///
/// Source: `framework.ClusterEvent` and the plugins' `EventsToRegister`, Kubernetes 1.34.
public enum ClusterEvent: Hashable, Sendable {
  /// A node joined.
  case nodeAdded(NodeID)
  /// What a node offers changed.
  case nodeAllocatableChanged(NodeID)
  /// A node's labels changed.
  case nodeLabelsChanged(NodeID)
  /// A node's taints changed, or it was cordoned or uncordoned.
  case nodeTaintsChanged(NodeID)
  /// A node left.
  case nodeRemoved(NodeID)
  /// A pod was placed.
  case podPlaced(PodTemplateID)
  /// A placed pod's labels changed.
  case podLabelsChanged(PodTemplateID)
  /// A placed pod went, or ended.
  case podGone(PodTemplateID)
  /// A claim, volume, storage class or storage driver appeared or changed.
  case storageChanged
  /// Anything: every parked pod is tried again.
  case wildcard

  /// Whether the filter plugin called `plugin` wants to know of events like this one.
  func concerns(_ plugin: String) -> Bool {
    switch self {
    case .wildcard: true
    case .nodeAdded: plugin != "VolumeRestrictions" && plugin != "NodeVolumeLimits"
    case .nodeAllocatableChanged: plugin == "NodeResourcesFit" || plugin == "GPUShare"
    case .nodeLabelsChanged:
      [
        "NodeAffinity", "PodTopologySpread", "InterPodAffinity", "VolumeBinding", "VolumeZone",
      ].contains(plugin)
    case .nodeTaintsChanged:
      ["NodeUnschedulable", "TaintToleration", "PodTopologySpread"].contains(plugin)
    case .nodeRemoved: plugin == "PodTopologySpread"
    case .podPlaced, .podLabelsChanged:
      plugin == "PodTopologySpread" || plugin == "InterPodAffinity"
    case .podGone:
      [
        "NodePorts", "NodeResourcesFit", "VolumeRestrictions", "NodeVolumeLimits",
        "PodTopologySpread", "InterPodAffinity", "GPUShare",
      ].contains(plugin)
    case .storageChanged:
      ["VolumeRestrictions", "NodeVolumeLimits", "VolumeBinding", "VolumeZone"].contains(plugin)
    }
  }
}
