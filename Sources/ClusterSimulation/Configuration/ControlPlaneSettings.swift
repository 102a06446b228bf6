import Controllers
import NodeAgents
import Scheduling
import SimulationEngine

/// How the control plane behaves and how long its steps take.
///
/// Names are the real flags where there is one. The latencies are this project's own choice,
/// consistent with what was measured on clusters of 100 to 1,000 nodes in 2015 and 2016.
public struct ControlPlaneSettings: Sendable {
  /// The era as a table of settings.
  public enum Profile: String, CaseIterable, Sendable {
    /// The control plane as the introductions of 2015 to 2020 tell it.
    case textbook
    /// Kubernetes 1.2 as it was.
    case classic
    /// Kubernetes of these years; `version` says which.
    case modern
  }

  /// The table that these settings started from.
  public let profile: Profile
  /// The version by whose rules the scheduler decides; nil in the profiles before the framework.
  public var version: KubernetesVersion?
  /// The scheduler's feature gates that are not left at their defaults.
  public var featureGates: FeatureGates = [:]
  /// Writing one object.
  public var apiServerWriteLatency: SimulationDuration = .milliseconds(5)
  /// From a write to its delivery to a watching component.
  public var watchLatency: SimulationDuration = .milliseconds(5)
  /// The controllers' writes a second, in thousandths; zero for no limit.
  public var kubeAPIQPSThousandths: Int64 = 20_000
  /// The writes that the controllers can save up.
  public var kubeAPIBurst: Int64 = 30
  /// How long pods tolerate nodes that are not ready or unreachable, where they do not say so
  /// themselves: what the API server adds at admission; nil where it adds nothing.
  public var defaultTolerationSeconds: Int64?
  /// The scheduler's settings.
  public var scheduler = SchedulerSettings()
  /// The kubelets' settings.
  public var kubelet = KubeletSettings()
  /// The settings of replication controllers and replica sets.
  public var replication = ReplicationSettings()
  /// The period of the endpoints controller; nil where it is driven by watches.
  public var endpointsSyncPeriod: SimulationDuration?
  /// The settings of the node controller.
  public var nodeLifecycle: NodeLifecycleSettings
  /// The settings of the garbage collector of pods.
  public var podGarbageCollection = PodGarbageCollector.Settings()

  /// The settings of `profile`.
  public init(profile: Profile) {
    self.profile = profile
    version = profile == .modern ? .standard : nil
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
  }

  /// What of it the controllers are told.
  var controllers: ControllerSettings {
    ControllerSettings(
      replication: replication, endpointsSyncPeriod: endpointsSyncPeriod,
      nodeLifecycle: nodeLifecycle, podGarbageCollection: podGarbageCollection)
  }

  /// The rules by which the scheduling framework decides.
  public var schedulerRules: SchedulerRules {
    SchedulerRules(version ?? .standard, gates: featureGates)
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
    kubeAPIQPSThousandths = 0
    replication.syncPeriod = .seconds(5)
    endpointsSyncPeriod = .seconds(10)
    kubelet.nodeStatusUpdateFrequency = .seconds(2)
    kubelet.relistPeriod = .zero
    kubelet.images.imageGCHighThresholdPercent = 90
    kubelet.containerGarbageCollection.minimumAge = .seconds(60)
    kubelet.containerGarbageCollection.maxPerPodContainer = 5
    podGarbageCollection.terminatedPodThreshold = -1
    podGarbageCollection.quarantine = .zero
  }

  private mutating func applyClassic() {
    kubelet.images.imageGCHighThresholdPercent = 90
    kubelet.containerGarbageCollection.minimumAge = .seconds(60)
    kubelet.containerGarbageCollection.maxPerPodContainer = 2
    kubelet.containerGarbageCollection.maxContainers = 240
    podGarbageCollection.period = .seconds(30)
    podGarbageCollection.quarantine = .zero
    scheduler.maximumBackoff = .seconds(60)
  }

  private mutating func applyModern() {
    defaultTolerationSeconds = 300
    replication.usesOwnerReferences = true
    replication.ranking = .modern
    replication.startsSlowly = true
    replication.countsTerminatingPods = true
    kubelet.nodeStatusReportFrequency = .seconds(300)
    kubelet.reportsEndOfDeletedPods = true
    kubelet.nodeLeaseRenewInterval = .seconds(10)
    scheduler.bindsWithinCycle = false
    scheduler.maximumBackoff = .seconds(10)
    scheduler.usesSchedulingQueue = true
  }
}

/// How long the scheduler's steps take and how it retries.
public struct SchedulerSettings: Sendable {
  /// The fixed part of a scheduling cycle.
  public var cycleLatency: SimulationDuration = .milliseconds(1)
  /// What a cycle takes longer for each node that is examined.
  public var cycleLatencyPerNode: SimulationDuration = .microseconds(2)
  /// Writing a binding.
  public var bindLatency: SimulationDuration = .milliseconds(10)
  /// Whether the binding is part of the cycle, so that no other pod is looked at meanwhile.
  public var bindsWithinCycle = true
  /// The pause after a pod's first failure; doubled with each.
  public var initialBackoff: SimulationDuration = .seconds(1)
  /// The longest pause.
  public var maximumBackoff: SimulationDuration = .seconds(60)
  /// Whether pods wait in the scheduling queue of Kubernetes 1.34, for their turn by priority and
  /// for events that can help; otherwise first come, first served, with a pause after a failure.
  public internal(set) var usesSchedulingQueue = false
  /// How long a pod stays unschedulable before it is tried again without cause.
  public var unschedulableTimeout: SimulationDuration = .seconds(300)
  /// Whether pods that back off are tried early when no other pod is ready to be.
  public var popsFromBackoff = true
  /// Bindings a second, in thousandths; zero for no limit.
  public var kubeAPIQPSThousandths: Int64 = 50_000
  /// The bindings that can be saved up.
  public var kubeAPIBurst: Int64 = 100

  /// The settings of Kubernetes 1.2.
  public init() {}
}
