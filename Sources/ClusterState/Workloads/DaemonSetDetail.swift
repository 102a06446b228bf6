import KubernetesObjects

/// What a daemon set wants of its updates.
public struct DaemonSetDetail: Hashable, Sendable {
  /// `spec.selector`: which pods and revisions are its own.
  public var selector: LabelSelector
  /// How old pods are replaced by new ones.
  public var updateStrategy: DaemonSetUpdateStrategy
  /// How many old revisions are kept.
  public var revisionHistoryLimit: Int32

  /// The wishes of a set whose defaults are filled in.
  public init(_ spec: DaemonSetSpec) {
    selector = spec.selector ?? LabelSelector(matching: spec.template.metadata.labels)
    updateStrategy = spec.updateStrategy
    revisionHistoryLimit = spec.revisionHistoryLimit
  }
}

/// What a daemon set reports of its nodes; its pods are counted by node.
public struct DaemonSetCounts: Hashable, Sendable {
  /// `status.desiredNumberScheduled`: the nodes that should have a pod.
  public var desired: Int32 = 0
  /// `status.numberMisscheduled`: the nodes that have one and should not.
  public var misscheduled: Int32 = 0

  /// No nodes.
  public init() {}
}
