import SimulationEngine

/// How the horizontal pod autoscaler works: the flags of kube-controller-manager, and what differs
/// between the eras.
package struct AutoscalerSettings: Hashable, Sendable {
  /// How an era decides.
  package enum Era: Hashable, Sendable {
    /// Kubernetes 1.1 to 1.3: cpu only, pauses after each change, all autoscalers in one round.
    case classic
    /// Kubernetes 1.18 and later: every metric, stabilization windows and policies, a clock for
    /// each autoscaler.
    case modern
  }

  /// How decisions are made.
  package var era: Era
  /// `--horizontal-pod-autoscaler-sync-period`.
  package var syncPeriod: SimulationDuration
  /// `--horizontal-pod-autoscaler-tolerance`, in thousandths.
  package var toleranceThousandths: Int64 = 100
  /// `--horizontal-pod-autoscaler-downscale-stabilization`.
  package var downscaleStabilization: SimulationDuration = .seconds(300)
  /// `--horizontal-pod-autoscaler-cpu-initialization-period`.
  package var cpuInitializationPeriod: SimulationDuration = .seconds(300)
  /// `--horizontal-pod-autoscaler-initial-readiness-delay`.
  package var initialReadinessDelay: SimulationDuration = .seconds(30)
  /// In the classic era: no growth so soon after a change.
  package var upscaleDelay: SimulationDuration = .seconds(180)
  /// In the classic era: no shrinking so soon after a change.
  package var downscaleDelay: SimulationDuration = .seconds(300)
  /// The gate `HPAScaleToZero`.
  package var scalesToZero = false
  /// The gate `HPAConfigurableTolerance`: whether an autoscaler's own tolerances count.
  package var usesOwnTolerances = false

  /// The settings of an era.
  package init(_ era: Era) {
    self.era = era
    syncPeriod = era == .classic ? .seconds(30) : .seconds(15)
  }
}
