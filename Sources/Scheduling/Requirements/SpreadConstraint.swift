import ClusterState

/// A topology spread constraint of a pod.
public struct SpreadConstraint: Sendable {
  /// The most by which a domain may exceed the emptiest.
  public let maxSkew: Int64
  /// The label column whose values are the domains.
  public let column: LabelColumnID
  /// Whether the topology is that of host names, whose domains are single nodes.
  public let isHostname: Bool
  /// Whether a pod that finds no place waits; otherwise the constraint only ranks nodes.
  public let isHard: Bool
  /// The pods that are counted.
  public var selector: CompiledSelector
  /// The number of domains below which the emptiest counts as zero.
  public let minDomains: Int
  /// Whether only nodes count that the pod's node selector and affinity allow.
  public let honorsAffinity: Bool
  /// Whether only nodes count whose taints the pod tolerates.
  public let honorsTaints: Bool
}
