import KubernetesObjects

/// Between how many and how few pods a deployment moves while it rolls.
///
/// Source: `pkg/controller/deployment/util`, `ResolveFenceposts`, `MaxSurge`, `MaxUnavailable`,
/// Kubernetes 1.20 to 1.36.
package struct RolloutBounds: Hashable, Sendable {
  /// The pods that the deployment wants.
  package let replicas: Int32
  /// Whether pods are replaced step by step; `Recreate` knows neither surge nor unavailability.
  package let isRolling: Bool
  /// How many pods there may be beyond `replicas`.
  package let maxSurge: Int32
  /// How many pods may be missing, at most `replicas`.
  package let maxUnavailable: Int32

  /// The bounds of `replicas` pods under `strategy`, whose steps are both given.
  ///
  /// - Throws: a `ValueError` if a step is no number and no percentage.
  package init(replicas: Int32, strategy: DeploymentStrategy) throws(ValueError) {
    self.replicas = replicas
    isRolling = strategy.type == .rollingUpdate
    guard isRolling else {
      maxSurge = 0
      maxUnavailable = 0
      return
    }
    let steps = try Self.steps(
      surge: strategy.maxSurge ?? 0, unavailable: strategy.maxUnavailable ?? 0, of: replicas)
    maxSurge = steps.surge
    maxUnavailable = min(steps.unavailable, max(0, replicas))
  }

  /// Both steps in pods: the surge is rounded up, the unavailability down.
  ///
  /// Where both come to nothing, one pod may be missing: the rollout would stand still otherwise.
  package static func steps(
    surge: IntOrString, unavailable: IntOrString, of replicas: Int32
  ) throws(ValueError) -> (surge: Int32, unavailable: Int32) {
    let more = try surge.resolved(of: Int64(replicas), rounding: .up)
    let fewer = try unavailable.resolved(of: Int64(replicas), rounding: .down)
    if more == 0 && fewer == 0 { return (0, 1) }
    return (Int32(clamping: more), Int32(clamping: fewer))
  }

  /// The most pods that there may be.
  package var maxReplicas: Int32 { Int32(clamping: Int64(replicas) + Int64(maxSurge)) }

  /// The fewest pods that are to be available.
  package var minAvailable: Int32 { replicas - maxUnavailable }
}
