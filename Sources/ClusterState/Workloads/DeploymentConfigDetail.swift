import KubernetesObjects

/// What a deployment configuration wants of its rollouts.
public struct DeploymentConfigDetail: Hashable, Sendable {
  /// `spec.selector`: the labels that all its pods have.
  public var selector: Labels
  /// How old pods are replaced by new ones.
  public var strategy: DeploymentConfigStrategy
  /// Whether no rollout begins.
  public var isPaused: Bool
  /// How many old replication controllers are kept; `Int32.max` for all.
  public var revisionHistoryLimit: Int32

  /// The wishes of a configuration whose defaults are filled in.
  public init(_ spec: DeploymentConfigSpec) {
    selector = spec.selector
    strategy = spec.strategy
    isPaused = spec.paused
    revisionHistoryLimit = spec.revisionHistoryLimit ?? .max
  }
}
