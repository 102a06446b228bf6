import SimulationEngine

/// What is decided without metrics.
extension AutoscalerSync {
  /// Whether the target is switched off: someone gave it no replicas, and not this controller.
  func isDisabled(_ settings: AutoscalerSettings) -> Bool {
    guard settings.era == .modern, target.replicas == 0 else { return false }
    return spec.minReplicas != 0 && !(settings.scalesToZero && wasScaledToZero)
  }

  /// The bound beyond which the target is, if it is beyond one.
  func boundToKeep(_ settings: AutoscalerSettings) -> (replicas: Int32, reason: String)? {
    if isDisabled(settings) { return nil }
    if settings.era == .classic, target.replicas == 0 { return (max(1, spec.minReplicas), "") }
    if target.replicas > spec.maxReplicas {
      return (spec.maxReplicas, "Current number of replicas above Spec.MaxReplicas")
    }
    if target.replicas < spec.minReplicas {
      return (spec.minReplicas, "Current number of replicas below Spec.MinReplicas")
    }
    return nil
  }

  /// Whether the controller itself took the last replica away.
  private var wasScaledToZero: Bool { status.condition("ScaledToZero")?.status == .yes }

  /// Notes whether a change to `replicas` has taken the last one away, so that the next look knows
  /// zero replicas from a target that someone has switched off.
  ///
  /// Source: `pkg/controller/podautoscaler/horizontal.go`, gate `HPAScaleToZero`, Kubernetes 1.36.
  mutating func noteScaleToZero(_ replicas: Int32, at now: SimulationTime) {
    let isZero = replicas == 0 && target.replicas > 0 && spec.minReplicas == 0
    status.setCondition(
      "ScaledToZero", isZero ? .yes : .no, isZero ? "ScaledToZero" : "NotScaledToZero",
      isZero
        ? "the HPA controller scaled the workload to zero"
        : "the HPA controller did not scale the workload to zero", at: now)
  }
}
