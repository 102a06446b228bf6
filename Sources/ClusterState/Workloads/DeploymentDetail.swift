import KubernetesObjects
import SimulationEngine

/// What a deployment wants of its rollouts.
public struct DeploymentDetail: Hashable, Sendable {
  /// `spec.selector`: which replica sets and pods are its own.
  public var selector: LabelSelector
  /// How old pods are replaced by new ones.
  public var strategy: DeploymentStrategy
  /// Whether the rollout is halted.
  public var isPaused: Bool
  /// How many old replica sets are kept; `Int32.max` for all.
  public var revisionHistoryLimit: Int32
  /// After how long without progress a rollout is said to fail; nil for never.
  public var progressDeadline: SimulationDuration?

  /// The wishes of a deployment whose defaults are filled in.
  public init(_ spec: DeploymentSpec) {
    selector = spec.selector ?? LabelSelector(matching: spec.template.metadata.labels)
    strategy = spec.strategy
    isPaused = spec.paused
    revisionHistoryLimit = spec.revisionHistoryLimit ?? .max
    progressDeadline = spec.progressDeadlineSeconds.flatMap {
      $0 == .max ? nil : .seconds(Int64($0))
    }
  }
}
