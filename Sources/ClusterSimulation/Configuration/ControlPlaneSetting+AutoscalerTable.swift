import Controllers
import SimulationEngine

extension ControlPlaneSetting {
  private static let component = "horizontal pod autoscaler"

  /// The settings of the horizontal pod autoscaler and of the metrics that it reads.
  static let autoscaling = [
    ControlPlaneSetting(
      "horizontalPodAutoscalerSyncPeriod", component,
      .duration(\.autoscaler.syncPeriod, atLeast: .milliseconds(10)),
      "How often each autoscaler looks at its metrics."),
    ControlPlaneSetting(
      "horizontalPodAutoscalerTolerance", component,
      .thousandths(\.autoscaler.toleranceThousandths),
      "By how much what is used may differ from what is aimed at without a change."),
    ControlPlaneSetting(
      "horizontalPodAutoscalerDownscaleStabilization", component,
      .duration(\.autoscaler.downscaleStabilization, atLeast: .zero),
      "For how long the highest recommendation counts where no behavior says so; modern only."),
    ControlPlaneSetting(
      "horizontalPodAutoscalerCPUInitializationPeriod", component,
      .duration(\.autoscaler.cpuInitializationPeriod, atLeast: .zero),
      "For how long a pod's processor time counts only while it is ready; modern only."),
    ControlPlaneSetting(
      "horizontalPodAutoscalerInitialReadinessDelay", component,
      .duration(\.autoscaler.initialReadinessDelay, atLeast: .zero),
      "How soon after its start an unready pod counts as one that was never ready; modern only."),
    ControlPlaneSetting(
      "horizontalPodAutoscalerUpscaleDelay", component,
      .duration(\.autoscaler.upscaleDelay, atLeast: .zero),
      "No growth so soon after a change; textbook and classic profiles only."),
    ControlPlaneSetting(
      "horizontalPodAutoscalerDownscaleDelay", component,
      .duration(\.autoscaler.downscaleDelay, atLeast: .zero),
      "No shrinking so soon after a change; textbook and classic profiles only."),
    ControlPlaneSetting(
      "HPAScaleToZero", component, .flag(\.autoscaler.scalesToZero),
      "The feature gate: whether minReplicas may be 0."),
    ControlPlaneSetting(
      "metricResolution", "metrics server",
      .duration(\.metricsServer.resolution, atLeast: .zero),
      "How often kubelets are asked what pods use, 15s in most clusters; 0s to answer at once."),
    ControlPlaneSetting(
      "metricDelay", "metrics server", .duration(\.metricsServer.delay, atLeast: .zero),
      "From asking the kubelets until autoscalers get to see the answers."),
    ControlPlaneSetting(
      "metricWindow", "metrics server", .duration(\.metricsServer.window, atLeast: .zero),
      "Over how long a value is said to be measured: pods that are ready for less do not count."),
  ]
}
