import Controllers
import KubernetesObjects
import NodeAgents
import Scheduling
import SimulationEngine

/// How the control plane behaves and how long its steps take.
///
/// Names are the real flags where there is one. The latencies are this project's own choice,
/// consistent with what was measured on clusters of 100 to 1,000 nodes in 2015 and 2016.
package struct ControlPlaneSettings: Sendable {
  /// The era as a table of settings.
  package enum Profile: String, CaseIterable, Sendable {
    /// The control plane as the introductions of 2015 to 2020 tell it.
    case textbook
    /// Kubernetes 1.2 as it was.
    case classic
    /// Kubernetes of these years; `version` says which.
    case modern
  }

  /// The table that these settings started from.
  package let profile: Profile
  /// The version whose rules hold; nil in the profiles before the scheduling framework.
  package var version: KubernetesVersion? { didSet { applyRules() } }
  /// The feature gates that are not left at their defaults.
  package var featureGates: FeatureGates = [:] { didSet { applyRules() } }
  /// Writing one object.
  package var apiServerWriteLatency: SimulationDuration = .milliseconds(5)
  /// From a write to its delivery to a watching component.
  package var watchLatency: SimulationDuration = .milliseconds(5)
  /// The controllers' writes a second, in thousandths; zero for no limit.
  package var kubeAPIQPSThousandths: Int64 = 20_000
  /// The writes that the controllers can save up.
  package var kubeAPIBurst: Int64 = 30
  /// How long pods tolerate nodes that are not ready or unreachable, where they do not say so
  /// themselves: what the API server adds at admission; nil where it adds nothing.
  package var defaultTolerationSeconds: Int64?
  /// The scheduler's settings.
  package var scheduler = SchedulerSettings()
  /// The kubelets' settings.
  package var kubelet = KubeletSettings()
  /// The settings of replication controllers and replica sets.
  package var replication = ReplicationSettings()
  /// The period of the endpoints controller; nil where it is driven by watches.
  package var endpointsSyncPeriod: SimulationDuration?
  /// The settings of the node controller.
  package var nodeLifecycle: NodeLifecycleSettings
  /// How a component that starts comes to lead.
  package var leaderElection = LeaderElectionSettings()
  /// The settings of jobs.
  package var jobs = JobSettings()
  /// The settings of cron jobs.
  package var cronJobs = CronJobSettings()
  /// How volumes come and go.
  package var volumes = VolumeSettings()
  /// The settings of the garbage collector of pods.
  package var podGarbageCollection = PodGarbageCollector.Settings()

  /// The settings of the horizontal pod autoscaler.
  package var autoscaler: AutoscalerSettings
  /// How the metrics APIs measure.
  package var metricsServer = MetricsServerSettings()

  /// The settings of `profile`.
  package init(profile: Profile) {
    self.profile = profile
    version = profile == .modern ? .standard : nil
    autoscaler = AutoscalerSettings(profile == .modern ? .modern : .classic)
    switch profile {
    case .textbook: nodeLifecycle = Self.textbookNodeLifecycle
    case .classic: nodeLifecycle = Self.classicNodeLifecycle
    case .modern: nodeLifecycle = Self.modernNodeLifecycle
    }
    switch profile {
    case .textbook: applyTextbook()
    case .classic: applyClassic()
    case .modern: applyModern()
    }
    applyRules()
  }

  /// What of it the controllers of a run are told that begins at `start`.
  ///
  /// The process of the start has been running before: the phase of its passes is `phase`. One that
  /// begins within the run makes its first pass at once.
  func controllers(
    startingAt start: Timestamp, nodeMonitorPhase phase: SimulationDuration
  ) -> ControllerSettings {
    var nodeLifecycle = nodeLifecycle
    nodeLifecycle.nodeMonitorPhase = phase
    return ControllerSettings(
      replication: replication, statefulSets: statefulSets, daemonSets: daemonSets,
      endpointsSyncPeriod: endpointsSyncPeriod, nodeLifecycle: nodeLifecycle,
      podGarbageCollection: podGarbageCollection, autoscaler: autoscaler, jobs: jobs,
      cronJobs: cronJobs, namespaces: namespaces, volumes: volumes,
      apiServerLatency: apiServerWriteLatency, clock: WallClock(start: start))
  }

  private var namespaces: NamespaceSettings {
    switch profile {
    case .textbook: .textbook
    case .classic: .classic
    case .modern: .modern
    }
  }

  /// Sets what the version and the gates decide of the settings.
  private mutating func applyRules() {
    replication.countsTerminatingPods = versionRules.has(.terminatingReplicas)
    autoscaler.usesOwnTolerances = versionRules.has(.ownTolerancesOfAutoscalers)
    kubelet.relistsOnDemand = versionRules.has(.relistsOnDemand)
  }

  /// When statuses of pods tell of sandboxes.
  var sandboxReport: SandboxReport {
    if profile != .modern { return .none }
    return versionRules.has(.sandboxesToldAtOnce) ? .atOnce : .withStatus
  }

  private var daemonSets: DaemonSetSettings {
    profile == .modern ? DaemonSetSettings() : .bindingPods
  }

  private var statefulSets: StatefulSetSettings {
    var settings = StatefulSetSettings()
    settings.heedsMaxUnavailable = versionRules.has(.maxUnavailableOfStatefulSets)
    settings.capitalizesEvents = versionRules.has(.capitalizedStatefulSetEvents)
    settings.looksInTime = versionRules.has(.availabilityInTime)
    return settings
  }

  /// The rules of the version: none in the profiles before the framework.
  package var versionRules: VersionRules {
    VersionRules(version, gates: featureGates)
  }

  private static var textbookNodeLifecycle: NodeLifecycleSettings {
    var settings = NodeLifecycleSettings(
      eviction: .deletion(
        NodeLifecycleSettings.Deletion(
          countsFromHeartbeat: false, isGraceful: false, forcesAfterGrace: false,
          stopsWithoutReadyNodes: false, sparesCordonedNodes: false)))
    settings.nodeMonitorGracePeriod = .seconds(30)
    settings.nodeStartupGracePeriod = .seconds(30)
    settings.nodeEvictionRateThousandths = 0
    return settings
  }

  private static var classicNodeLifecycle: NodeLifecycleSettings {
    NodeLifecycleSettings(
      eviction: .deletion(
        NodeLifecycleSettings.Deletion(
          countsFromHeartbeat: true, isGraceful: true, forcesAfterGrace: true,
          stopsWithoutReadyNodes: true, sparesCordonedNodes: true)))
  }

  private static var modernNodeLifecycle: NodeLifecycleSettings {
    var settings = NodeLifecycleSettings(eviction: .taints(NodeLifecycleSettings.Zones()))
    settings.nodeMonitorGracePeriod = .seconds(50)
    return settings
  }

  private mutating func applyTextbook() {
    volumes.applyFirstEras()
    nodeLifecycle.nodeMonitorPhase = nodeLifecycle.nodeMonitorPeriod
    kubelet.firstRound = .zero
    kubeAPIQPSThousandths = 0
    replication.syncPeriod = .seconds(5)
    endpointsSyncPeriod = .seconds(10)
    kubelet.nodeStatusUpdateFrequency = .seconds(2)
    kubelet.relistPeriod = .zero
    kubelet.images.imageGCHighThresholdPercent = 90
    kubelet.images.countsPartsOfPercent = false
    kubelet.containerGarbageCollection.minimumAge = .seconds(60)
    kubelet.containerGarbageCollection.maxPerPodContainer = 5
    podGarbageCollection.terminatedPodThreshold = -1
    podGarbageCollection.quarantine = .zero
  }

  private mutating func applyClassic() {
    volumes.applyFirstEras()
    kubelet.images.imageGCHighThresholdPercent = 90
    kubelet.images.countsPartsOfPercent = false
    kubelet.containerGarbageCollection.minimumAge = .seconds(60)
    kubelet.containerGarbageCollection.maxPerPodContainer = 2
    kubelet.containerGarbageCollection.maxContainers = 240
    podGarbageCollection.period = .seconds(30)
    podGarbageCollection.quarantine = .zero
    scheduler.maximumBackoff = .seconds(60)
  }

  private mutating func applyModern() {
    defaultTolerationSeconds = 300
    leaderElection = .modern
    jobs = .modern
    cronJobs.syncPeriod = nil
    replication.usesOwnerReferences = true
    replication.ranking = .modern
    replication.startsSlowly = true
    replication.triesAgainOnEvents = true
    kubelet.nodeStatusReportFrequency = .seconds(300)
    kubelet.mountsVolumesApart = true
    kubelet.reportsEndOfDeletedPods = true
    kubelet.namesPluginsInRejections = true
    kubelet.nodeLeaseRenewInterval = .seconds(10)
    scheduler.bindsWithinCycle = false
    scheduler.maximumBackoff = .seconds(10)
    scheduler.usesSchedulingQueue = true
  }
}

/// How long the scheduler's steps take and how it retries.
package struct SchedulerSettings: Sendable {
  /// The fixed part of a scheduling cycle.
  package var cycleLatency: SimulationDuration = .milliseconds(1)
  /// What a cycle takes longer for each node that is examined.
  package var cycleLatencyPerNode: SimulationDuration = .microseconds(2)
  /// Writing a binding.
  package var bindLatency: SimulationDuration = .milliseconds(10)
  /// Whether the binding is part of the cycle, so that no other pod is looked at meanwhile.
  package var bindsWithinCycle = true
  /// The pause after a pod's first failure; doubled with each.
  package var initialBackoff: SimulationDuration = .seconds(1)
  /// The longest pause.
  package var maximumBackoff: SimulationDuration = .seconds(60)
  /// Whether pods wait in the scheduling queue of Kubernetes 1.34, for their turn by priority and
  /// for events that can help; otherwise first come, first served, with a pause after a failure.
  package internal(set) var usesSchedulingQueue = false
  /// How long a pod stays unschedulable before it is tried again without cause.
  package var unschedulableTimeout: SimulationDuration = .seconds(300)
  /// Whether pods that back off are tried early when no other pod is ready to be.
  package var popsFromBackoff = true
  /// Bindings a second, in thousandths; zero for no limit.
  package var kubeAPIQPSThousandths: Int64 = 50_000
  /// The bindings that can be saved up.
  package var kubeAPIBurst: Int64 = 100

  /// The settings of Kubernetes 1.2.
  package init() {}
}
