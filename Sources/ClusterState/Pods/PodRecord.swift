import SimulationEngine

/// One pod as the API server keeps it: its identity, its status and the instants of its life.
///
/// Instants that have not happened are `SimulationTime.unset`. Only `ClusterState` writes records.
public struct PodRecord: Sendable {
  /// What the pod was stamped from.
  public internal(set) var template: PodTemplateID
  /// The pod's name.
  public let name: PodName
  /// The workload that owns the pod; `absent` for none.
  public internal(set) var owner: WorkloadID
  /// Where the pod is bound; `absent` before.
  public internal(set) var node: NodeID = .absent
  /// The devices that the pod has, or had, on its node.
  public internal(set) var devices: DeviceSet = .none
  /// Where preemption has made room for the pod; `absent` for almost every pod.
  public internal(set) var nominatedNode: NodeID = .absent
  /// `status.phase`.
  public internal(set) var phase: PodPhase = .pending
  /// The condition `Ready`.
  public internal(set) var isReady = false
  /// Whether the object has left the API server.
  public internal(set) var isRemoved = false
  /// Whether quotas have stopped charging the pod although it has not ended: see
  /// `ClusterState.releaseOverduePods`.
  public internal(set) var isQuotaReleased = false
  /// Whether the scheduler deleted the pod to make room for another: the condition
  /// `DisruptionTarget` with reason `PreemptionByScheduler`.
  public internal(set) var isPreempted = false
  /// Whether someone has said that it goes for no fault of its own: the condition
  /// `DisruptionTarget`.
  public internal(set) var isDisrupted = false
  /// Whether the pod has the finalizer by which its job sees to it that it is counted.
  public internal(set) var isTracked = false
  /// Whether nothing but that finalizer keeps the object.
  public internal(set) var awaitsFinalizer = false
  /// Whether the specification names a node that is not there: no scheduler sees the pod.
  public internal(set) var awaitsNode = false
  /// `status.reason`, such as `Evicted` or `NodeLost`; empty mostly.
  public internal(set) var reason: Symbol = .empty
  /// The highest restart count of the pod's containers.
  public internal(set) var restarts: Int32 = 0
  /// The restarts of all the pod's containers together, of the pods of jobs.
  public internal(set) var allRestarts: Int32 = 0

  /// `metadata.creationTimestamp`; before the start of the run for a pod that was there already.
  public internal(set) var created: SimulationTime
  /// When the binding was written.
  public internal(set) var scheduled: SimulationTime = .unset
  /// When the last image that the pod waited for before it started had been pulled.
  public internal(set) var imagePulled: SimulationTime = .unset
  /// `status.startTime`: when the kubelet took the pod, before it pulled any image.
  public internal(set) var startTime: SimulationTime = .unset
  /// When the phase first became Running.
  public internal(set) var started: SimulationTime = .unset
  /// When the pod first became ready.
  public internal(set) var firstReady: SimulationTime = .unset
  /// The last transition of the condition `Ready`; unset until the first one.
  public internal(set) var readyTransition: SimulationTime = .unset
  /// When the phase became terminal.
  public internal(set) var finished: SimulationTime = .unset
  /// When deletion was first asked for.
  public internal(set) var deletionRequested: SimulationTime = .unset
  /// `metadata.deletionTimestamp`: the first request plus the shortest grace.
  public internal(set) var deletionDeadline: SimulationTime = .unset
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  var nextOnNode: PodID = .absent
  var previousOnNode: PodID = .absent
  var nextOfTemplate: PodID = .absent
  var previousOfTemplate: PodID = .absent

  init(template: PodTemplateID, name: PodName, owner: WorkloadID, created: SimulationTime) {
    self.template = template
    self.name = name
    self.owner = owner
    self.created = created
  }

  /// Whether the pod was there before the run began: its instants until then are history.
  @inlinable public var isInherited: Bool { created < .zero }

  /// Whether the pod is marked for deletion.
  @inlinable public var isDeleting: Bool { deletionRequested.isSet }

  /// `metadata.deletionGracePeriodSeconds` of a pod that is marked for deletion: what its kubelet
  /// grants from the moment at which it begins to stop the pod.
  @inlinable public var deletionGrace: SimulationDuration {
    deletionDeadline.isSet ? deletionDeadline - deletionRequested : .zero
  }

  /// Whether deletion ended the pod, whose last status tells how.
  public var isCutShort: Bool { isDeleting && phase.isTerminal && !finished.isSet }

  /// Whether controllers count the pod: not ended, not marked for deletion, not gone.
  ///
  /// Source: `controller.IsPodActive`, Kubernetes 1.2 to 1.34.
  @inlinable public var isActive: Bool { !phase.isTerminal && !isDeleting && !isRemoved }
}

extension SimulationTime {
  /// The instant of what has not happened.
  public static let unset = SimulationTime(microseconds: .min)

  /// Whether the instant has happened.
  @inlinable public var isSet: Bool { microseconds != .min }
}
