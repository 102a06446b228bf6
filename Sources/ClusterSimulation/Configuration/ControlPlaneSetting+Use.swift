import Controllers

/// Which settings a control plane reads: one that nothing reads has no effect, which is worth a
/// warning.
extension ControlPlaneSetting {
  /// When a setting is read.
  private struct Use: Sendable {
    let names: [String]
    /// Whether a control plane with these settings reads it.
    let isRead: @Sendable (ControlPlaneSettings) -> Bool
    /// Why not, otherwise.
    let reason: String
  }

  /// The settings that not every control plane reads; all others are read by each.
  private static let uses: [Use] = [
    Use(
      names: ["podEvictionTimeout"], isRead: { !$0.nodeLifecycle.eviction.isByTaints },
      reason: "where nodes are tainted, the tolerations of pods say how long they stay; see "
        + "defaultTolerationSeconds"),
    Use(
      names: ["defaultTolerationSeconds"], isRead: { $0.nodeLifecycle.eviction.isByTaints },
      reason: "where nodes are not tainted, the node controller deletes pods itself; see "
        + "podEvictionTimeout"),
    Use(
      names: [
        "unhealthyZoneThreshold", "largeClusterSizeThreshold", "secondaryNodeEvictionRate",
      ],
      isRead: { $0.nodeLifecycle.eviction.isByTaints },
      reason: "only the node controller of profile modern knows zones"),
    Use(
      names: ["jobPodFailureBackOff", "maxJobPodFailureBackOff"],
      isRead: { $0.jobs.tracksPods },
      reason: "only the job controller of profile modern pauses after failures"),
    Use(
      names: ["podMaxInUnschedulablePodsDuration", "SchedulerPopFromBackoffQ"],
      isRead: { $0.scheduler.usesSchedulingQueue },
      reason: "only the scheduler of profile modern has this queue"),
    Use(
      names: [
        "horizontalPodAutoscalerDownscaleStabilization",
        "horizontalPodAutoscalerCPUInitializationPeriod",
        "horizontalPodAutoscalerInitialReadinessDelay",
      ],
      isRead: { $0.profile == .modern },
      reason: "only the autoscaler of profile modern has it; see "
        + "horizontalPodAutoscalerUpscaleDelay and horizontalPodAutoscalerDownscaleDelay"),
    Use(
      names: [
        "horizontalPodAutoscalerUpscaleDelay", "horizontalPodAutoscalerDownscaleDelay",
      ],
      isRead: { $0.profile != .modern },
      reason: "the autoscaler of profile modern has it no more; see "
        + "horizontalPodAutoscalerDownscaleStabilization"),
    Use(
      names: ["kubeAPIBurst"], isRead: { $0.kubeAPIQPSThousandths > 0 },
      reason: "without a limit, which kubeAPIQPS 0 means, nothing is saved up"),
    Use(
      names: ["schedulerKubeAPIBurst"], isRead: { $0.scheduler.kubeAPIQPSThousandths > 0 },
      reason: "without a limit, which schedulerKubeAPIQPS 0 means, nothing is saved up"),
  ]

  /// Why the setting has no effect on a control plane with `settings`; nil if it has one.
  package func idleness(in settings: ControlPlaneSettings) -> String? {
    guard let use = Self.uses.first(where: { $0.names.contains(name) }), !use.isRead(settings)
    else { return nil }
    return use.reason
  }
}
