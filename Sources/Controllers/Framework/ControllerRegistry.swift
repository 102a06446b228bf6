import KubernetesObjects
import SimulationEngine

/// How the controllers of one control plane work.
package struct ControllerSettings: Sendable {
  /// Replication controllers and replica sets.
  package var replication: ReplicationSettings
  /// Stateful sets.
  package var statefulSets: StatefulSetSettings
  /// Daemon sets.
  package var daemonSets: DaemonSetSettings
  /// The period of the endpoints controller; nil where it is driven by watches.
  package var endpointsSyncPeriod: SimulationDuration?
  /// The node controllers.
  package var nodeLifecycle: NodeLifecycleSettings
  /// The garbage collector of pods.
  package var podGarbageCollection: PodGarbageCollector.Settings
  /// The horizontal pod autoscaler.
  package var autoscaler: AutoscalerSettings
  /// Jobs.
  package var jobs: JobSettings
  /// Cron jobs.
  package var cronJobs: CronJobSettings
  /// Namespaces.
  package var namespaces: NamespaceSettings
  /// Volumes and their claims.
  package var volumes: VolumeSettings
  /// How long the API server takes to answer a request.
  package var apiServerLatency: SimulationDuration
  /// The wall clock of the run.
  package var clock: WallClock

  /// These settings.
  package init(
    replication: ReplicationSettings, statefulSets: StatefulSetSettings,
    daemonSets: DaemonSetSettings, endpointsSyncPeriod: SimulationDuration?,
    nodeLifecycle: NodeLifecycleSettings, podGarbageCollection: PodGarbageCollector.Settings,
    autoscaler: AutoscalerSettings, jobs: JobSettings, cronJobs: CronJobSettings,
    namespaces: NamespaceSettings, volumes: VolumeSettings,
    apiServerLatency: SimulationDuration, clock: WallClock
  ) {
    self.replication = replication
    self.statefulSets = statefulSets
    self.daemonSets = daemonSets
    self.endpointsSyncPeriod = endpointsSyncPeriod
    self.nodeLifecycle = nodeLifecycle
    self.podGarbageCollection = podGarbageCollection
    self.autoscaler = autoscaler
    self.jobs = jobs
    self.cronJobs = cronJobs
    self.namespaces = namespaces
    self.volumes = volumes
    self.apiServerLatency = apiServerLatency
    self.clock = clock
  }
}

/// The controllers that a control plane can have, a line each.
///
/// A delivery reaches them in this order. A line gives nil where the control plane of `settings`
/// has no such controller.
package enum ControllerRegistry {
  /// The controllers of a control plane.
  package static func controllers(_ settings: ControllerSettings) -> ContiguousArray<any Controller>
  {
    ContiguousArray(lines.compactMap { $0(settings) })
  }

  private static let lines: [@Sendable (ControllerSettings) -> (any Controller)?] = [
    { _ in DisruptionController() },
    {
      ReplicaSetController(
        kind: .replicationController, settings: $0.replication, clock: $0.clock)
    },
    { ReplicaSetController(kind: .replicaSet, settings: $0.replication, clock: $0.clock) },
    { DeploymentController(settings: $0.replication) },
    { _ in DeploymentConfigController() },
    { StatefulSetController(settings: $0.statefulSets, clock: $0.clock) },
    { DaemonSetController(settings: $0.daemonSets, clock: $0.clock) },
    {
      JobController(
        settings: $0.jobs, startsSlowly: $0.replication.startsSlowly, clock: $0.clock)
    },
    { CronJobController(settings: $0.cronJobs, clock: $0.clock) },
    { $0.jobs.tracksPods ? FinishedJobController(clock: $0.clock) : nil },
    {
      EndpointsController(
        syncPeriod: $0.endpointsSyncPeriod, writesSlices: $0.replication.usesOwnerReferences)
    },
    { NodeController(settings: $0.nodeLifecycle) },
    { NodeLifecycleController(settings: $0.nodeLifecycle) },
    { TaintEvictionController(settings: $0.nodeLifecycle) },
    {
      $0.replication.usesOwnerReferences
        ? GarbageCollector(readLatency: $0.apiServerLatency) : nil
    },
    { _ in EphemeralVolumeController() },
    { PersistentVolumeController(settings: $0.volumes) },
    { VolumeProvisioner(settings: $0.volumes) },
    { AttachDetachController(settings: $0.volumes) },
    { _ in ClaimProtectionController() },
    { _ in VolumeProtectionController() },
    { NamespaceController(settings: $0.namespaces, clock: $0.clock) },
    { HorizontalPodAutoscalerController(settings: $0.autoscaler) },
    { PodGarbageCollector(settings: $0.podGarbageCollection) },
  ]
}
