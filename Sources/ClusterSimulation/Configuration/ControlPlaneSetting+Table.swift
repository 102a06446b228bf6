import Controllers
import SimulationEngine

extension ControlPlaneSetting {
  /// Every setting, in the order of the reference.
  package static let all =
    apiServer + controllers + volumes + autoscaling + scheduler + kubelet + images + containers

  /// The setting called `name`.
  package static func named(_ name: String) -> ControlPlaneSetting? {
    all.first { $0.name == name }
  }

  /// A loop that runs more often than this would do nothing else.
  private static let shortestPeriod = SimulationDuration.milliseconds(10)

  private static let apiServer = [
    ControlPlaneSetting(
      "apiServerWriteLatency", "API server", .duration(\.apiServerWriteLatency, atLeast: .zero),
      "How long writing one object takes."),
    ControlPlaneSetting(
      "watchLatency", "API server", .duration(\.watchLatency, atLeast: .zero),
      "From a write to its delivery to a watching component."),
    ControlPlaneSetting(
      "defaultTolerationSeconds", "API server",
      .optionalNumber(\.defaultTolerationSeconds, 0...1_000_000_000),
      "How long pods that do not say bear a node that is unready or unreachable; none before 1.6."),
  ]

  private static let controllers = [
    ControlPlaneSetting(
      "leaderElectLeaseDuration", "leader election",
      .duration(\.leaderElection.leaseDuration, atLeast: .zero),
      "How long a controller manager that is resumed waits for the lease of the last one; 0s for "
        + "not. A scheduler gives its lease back."),
    ControlPlaneSetting(
      "leaderElectRetryPeriod", "leader election",
      .duration(\.leaderElection.retryPeriod, atLeast: shortestPeriod),
      "The least pause between its attempts to lead; the longest is 2.2 times that."),
    ControlPlaneSetting(
      "kubeAPIQPS", "controller manager", .thousandths(\.kubeAPIQPSThousandths),
      "The controllers' writes a second; 0 for no limit."),
    ControlPlaneSetting(
      "kubeAPIBurst", "controller manager", .number(\.kubeAPIBurst, 1...1_000_000),
      "The writes that the controllers can save up."),
    ControlPlaneSetting(
      "nodeMonitorPeriod", "node controller",
      .duration(\.nodeLifecycle.nodeMonitorPeriod, atLeast: shortestPeriod),
      "How often the node controller looks at every node."),
    ControlPlaneSetting(
      "nodeMonitorPhase", "node controller",
      .optionalDuration(\.nodeLifecycle.nodeMonitorPhase, atLeast: .zero),
      "When it first does so; none draws an instant within the period."),
    ControlPlaneSetting(
      "nodeMonitorGracePeriod", "node controller",
      .duration(\.nodeLifecycle.nodeMonitorGracePeriod, atLeast: .zero),
      "The silence after which a node's condition becomes Unknown."),
    ControlPlaneSetting(
      "nodeStartupGracePeriod", "node controller",
      .duration(\.nodeLifecycle.nodeStartupGracePeriod, atLeast: .zero),
      "The same for a node that has never been heard."),
    ControlPlaneSetting(
      "podEvictionTimeout", "node controller",
      .duration(\.nodeLifecycle.podEvictionTimeout, atLeast: .zero),
      "How long the pods of a node that is not ready stay; in modern profiles tolerations say so."),
    ControlPlaneSetting(
      "nodeEvictionRate", "node controller",
      .thousandths(\.nodeLifecycle.nodeEvictionRateThousandths),
      "Nodes a second whose pods are evicted; 0 for no limit."),
    ControlPlaneSetting(
      "secondaryNodeEvictionRate", "node controller",
      .thousandths(\.zones.secondaryNodeEvictionRateThousandths),
      "The same in a large zone of which much is not ready; modern profiles only."),
    ControlPlaneSetting(
      "unhealthyZoneThreshold", "node controller",
      .thousandths(\.zones.unhealthyZoneThresholdThousandths),
      "The share of nodes not ready from which on a zone counts as disrupted; modern only."),
    ControlPlaneSetting(
      "largeClusterSizeThreshold", "node controller",
      .count(\.zones.largeClusterSizeThreshold, 0...10_000_000),
      "The number of nodes above which a zone counts as large; modern profiles only."),
    ControlPlaneSetting(
      "replicationSyncPeriod", "replication controller",
      .optionalDuration(\.replication.syncPeriod, atLeast: shortestPeriod),
      "The period of the replication controllers; none where watches drive them."),
    ControlPlaneSetting(
      "burstReplicas", "replication controller",
      .number32(\.replication.burstReplicas, 1...1_000_000),
      "The most pods of one controller that one pass creates or deletes."),
    ControlPlaneSetting(
      "jobSyncBatchPeriod", "job controller", .duration(\.jobs.batchPeriod, atLeast: .zero),
      "How long changes of pods are gathered before their job is looked at."),
    ControlPlaneSetting(
      "jobPodFailureBackOff", "job controller",
      .duration(\.jobs.initialBackOff, atLeast: .zero),
      "The pause after a job's first failed pod; doubled with each, in modern profiles."),
    ControlPlaneSetting(
      "maxJobPodFailureBackOff", "job controller",
      .duration(\.jobs.maximumBackOff, atLeast: .zero),
      "The longest pause after a failed pod."),
    ControlPlaneSetting(
      "cronJobSyncPeriod", "cron job controller",
      .optionalDuration(\.cronJobs.syncPeriod, atLeast: shortestPeriod),
      "The period at which all cron jobs are looked at; none where each is when it is due."),
    ControlPlaneSetting(
      "endpointsSyncPeriod", "endpoints controller",
      .optionalDuration(\.endpointsSyncPeriod, atLeast: shortestPeriod),
      "The period of the endpoints controller; none where watches drive it."),
    ControlPlaneSetting(
      "podGCPeriod", "pod garbage collector",
      .duration(\.podGarbageCollection.period, atLeast: shortestPeriod),
      "How often ended and orphaned pods are looked for."),
    ControlPlaneSetting(
      "terminatedPodGCThreshold", "pod garbage collector",
      .count(\.podGarbageCollection.terminatedPodThreshold, -1...1_000_000_000),
      "How many ended pods are kept; 0 or less for all."),
    ControlPlaneSetting(
      "podGCQuarantine", "pod garbage collector",
      .duration(\.podGarbageCollection.quarantine, atLeast: .zero),
      "How long a node must be gone before its pods go."),
  ]

  private static let scheduler = [
    ControlPlaneSetting(
      "schedulerCycleLatency", "scheduler", .duration(\.scheduler.cycleLatency, atLeast: .zero),
      "The fixed part of a scheduling cycle."),
    ControlPlaneSetting(
      "schedulerCycleLatencyPerNode", "scheduler",
      .duration(\.scheduler.cycleLatencyPerNode, atLeast: .zero),
      "What a cycle takes longer for each node that is examined."),
    ControlPlaneSetting(
      "schedulerBindLatency", "scheduler", .duration(\.scheduler.bindLatency, atLeast: .zero),
      "How long writing a binding takes."),
    ControlPlaneSetting(
      "schedulerBindsWithinCycle", "scheduler", .flag(\.scheduler.bindsWithinCycle),
      "Whether no other pod is looked at while a binding is written."),
    ControlPlaneSetting(
      "schedulerKubeAPIQPS", "scheduler", .thousandths(\.scheduler.kubeAPIQPSThousandths),
      "The scheduler's bindings a second; 0 for no limit."),
    ControlPlaneSetting(
      "schedulerKubeAPIBurst", "scheduler", .number(\.scheduler.kubeAPIBurst, 1...1_000_000),
      "The bindings that the scheduler can save up."),
    ControlPlaneSetting(
      "podInitialBackoffSeconds", "scheduler",
      .seconds(\.scheduler.initialBackoff, 1...1_000_000),
      "The pause after a pod's first failed attempt; doubled with each."),
    ControlPlaneSetting(
      "podMaxBackoffSeconds", "scheduler",
      .seconds(\.scheduler.maximumBackoff, 1...1_000_000),
      "The longest pause between two attempts."),
    ControlPlaneSetting(
      "podMaxInUnschedulablePodsDuration", "scheduler",
      .duration(\.scheduler.unschedulableTimeout, atLeast: .zero),
      "How long an unschedulable pod waits for an event that can help; modern profiles only."),
    ControlPlaneSetting(
      "SchedulerPopFromBackoffQ", "scheduler", .flag(\.scheduler.popsFromBackoff),
      "Whether pods are tried before their pause is over if no other pod is ready; modern only."),
  ]
}
