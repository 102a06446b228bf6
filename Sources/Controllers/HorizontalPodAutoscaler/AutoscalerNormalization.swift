import ClusterState
import KubernetesObjects
import SimulationEngine

/// What becomes of a recommendation: windows, policies and the bounds of the autoscaler.
///
/// Source: `normalizeDesiredReplicas` and `normalizeDesiredReplicasWithBehaviors`,
/// `pkg/controller/podautoscaler/horizontal.go`, Kubernetes 1.18 to 1.36.
struct AutoscalerNormalization {
  /// A size, and the word and the sentence for what limited it.
  private struct Limited {
    let replicas: Int32
    let reason: String
    let message: String

    static func within(_ replicas: Int32) -> Limited {
      Limited(
        replicas: replicas, reason: "DesiredWithinRange",
        message: "the desired count is within the acceptable range")
    }
  }

  let spec: HorizontalPodAutoscalerSpec
  let settings: AutoscalerSettings
  let current: Int32
  let now: SimulationTime

  /// The size for what the metrics call for; the conditions say what was made of it.
  func normalize(
    _ recommended: Int32, _ memory: inout AutoscalerMemory, _ status: inout AutoscalerStatus
  ) -> Int32 {
    var reason = "ScaleDownStabilized"
    var message =
      "recent recommendations were higher than current one, applying the highest recent "
      + "recommendation"
    let stabilized: Int32
    let limited: Limited
    if let up = spec.scaleUp, let down = spec.scaleDown {
      stabilized = memory.stabilize(
        recommended, current: current, up: window(up, .zero),
        down: window(down, settings.downscaleStabilization), at: now)
      if recommended >= current {
        reason = "ScaleUpStabilized"
        message =
          "recent recommendations were lower than current one, applying the lowest recent "
          + "recommendation"
      }
      limited = limit(stabilized, up: up, down: down, memory)
    } else {
      stabilized = memory.stabilize(
        recommended, over: settings.downscaleStabilization, at: now)
      limited = limit(stabilized)
    }
    if stabilized == recommended {
      reason = "ReadyForNewScale"
      message = "recommended size matches current size"
    }
    status.setCondition("AbleToScale", .yes, reason, message, at: now)
    status.setCondition(
      "ScalingLimited", limited.replicas == stabilized ? .no : .yes, limited.reason,
      limited.message, at: now)
    return limited.replicas
  }

  private func window(
    _ rules: HPAScalingRules, _ other: SimulationDuration
  ) -> SimulationDuration {
    rules.stabilizationWindowSeconds.map { .seconds(Int64($0)) } ?? other
  }

  /// The limits of an autoscaler without a behavior.
  private func limit(_ desired: Int32) -> Limited {
    let most = ScalingLimits.withoutBehavior(current: current)
    if desired < spec.minReplicas { return tooFew(spec.minReplicas) }
    guard desired > min(most, spec.maxReplicas) else { return .within(desired) }
    return spec.maxReplicas > most ? tooFast(most) : tooMany(spec.maxReplicas)
  }

  /// The limits of the rules.
  private func limit(
    _ desired: Int32, up: HPAScalingRules, down: HPAScalingRules, _ memory: AutoscalerMemory
  ) -> Limited {
    if desired > current {
      let most = max(
        current,
        ScalingLimits.up(
          current: current, added: memory.added, removed: memory.removed, up, at: now))
      guard desired > min(most, spec.maxReplicas) else { return .within(desired) }
      return spec.maxReplicas > most ? tooFast(most) : tooMany(spec.maxReplicas)
    }
    if desired < current {
      let fewest = min(
        current,
        ScalingLimits.down(
          current: current, added: memory.added, removed: memory.removed, down, at: now))
      guard desired < max(fewest, spec.minReplicas) else { return .within(desired) }
      return spec.minReplicas < fewest ? tooSlow(fewest) : tooFew(spec.minReplicas)
    }
    return .within(desired)
  }

  private func tooFew(_ replicas: Int32) -> Limited {
    Limited(
      replicas: replicas, reason: "TooFewReplicas",
      message: "the desired replica count is less than the minimum replica count")
  }

  private func tooMany(_ replicas: Int32) -> Limited {
    Limited(
      replicas: replicas, reason: "TooManyReplicas",
      message: "the desired replica count is more than the maximum replica count")
  }

  private func tooFast(_ replicas: Int32) -> Limited {
    Limited(
      replicas: replicas, reason: "ScaleUpLimit",
      message: "the desired replica count is increasing faster than the maximum scale rate")
  }

  private func tooSlow(_ replicas: Int32) -> Limited {
    Limited(
      replicas: replicas, reason: "ScaleDownLimit",
      message: "the desired replica count is decreasing faster than the maximum scale rate")
  }
}
