import ClusterState
import SimulationEngine

/// What a controller wants done; the simulation does it, through a client with a rate limit.
public enum ControllerAction: Hashable, Sendable {
  /// Creates pods from the template of a workload.
  case createPods(WorkloadID, count: Int32)
  /// Deletes a pod with the grace that it asks for.
  case deletePod(PodID, DeletionCause)
  /// Deletes a pod without grace: its object is gone at once.
  case forceDeletePod(PodID, DeletionCause)
  /// Gives an orphan to a controller, or takes a pod from it.
  case setOwner(PodID, WorkloadID)
  /// Writes the status of a workload.
  case reportReplicas(WorkloadID, WorkloadStatus)
  /// Writes the status of the disruption budget in a row.
  case reportDisruptions(budget: Int32, DisruptionBudgetStatus)
  /// Brings the endpoints of a service up to date for one pod.
  case setEndpoint(ServiceID, PodID, isReady: Bool)
  /// Sets the condition `Ready` of a node.
  case setNodeReady(NodeID, ConditionStatus, NodeStatusReason)
  /// Sets the condition `Ready` of every pod on a node to false.
  case setPodsNotReady(NodeID)
  /// Puts a taint on a node.
  case addTaint(NodeID, NodeLifecycleTaint)
  /// Takes a taint off a node.
  case removeTaint(NodeID, NodeLifecycleTaint)
  /// Looks at a controller's work again.
  case post(ControllerEvent, after: SimulationDuration)
}

/// Something that happens to a controller at an instant of simulated time.
public enum ControllerEvent: Hashable, Sendable {
  /// The replication manager compares and acts: its period, or one object's turn.
  case replicationDue
  /// A pod of this controller has been ready for long enough.
  case availabilityDue(WorkloadID)
  /// The pause after a refused creation is over.
  case retryDue(WorkloadID)
  /// The endpoints controller writes what has changed.
  case endpointsDue
  /// The node controller looks at every node.
  case nodeMonitorDue
  /// The node controller takes the next node off its queues.
  case nodeEvictionDue
  /// A pod's time on a tainted node is up.
  case tolerationDue(PodID, generation: Int32)
  /// Pods that nobody will finish are collected.
  case podGarbageCollectionDue
}

/// Why a controller deletes a pod.
public enum DeletionCause: UInt8, Sendable {
  /// There were more than wanted.
  case surplus
  /// Its node had been silent or not ready for `podEvictionTimeout`.
  case nodeTimeout
  /// It did not tolerate, or no longer tolerated, a `NoExecute` taint.
  case taint
  /// Its node object was gone.
  case nodeGone
  /// It was deleted and its node was known to be down for good.
  case outOfService
  /// There were more ended pods than are kept.
  case terminatedPodLimit
  /// It was being deleted and had never been bound.
  case unscheduledTermination
  /// It was evicted in favour of a pod of higher priority.
  case preemption
  /// Someone asked for its deletion.
  case request
  /// Someone drained its node or called the eviction API.
  case evictionAPI

  /// The word in the reports.
  public var name: String {
    switch self {
    case .surplus: "scale-down"
    case .nodeTimeout: "timeout"
    case .taint: "taint"
    case .nodeGone: "node-gone"
    case .outOfService: "out-of-service"
    case .terminatedPodLimit: "pod-gc"
    case .unscheduledTermination: "pod-gc"
    case .preemption: "preemption"
    case .request: "delete"
    case .evictionAPI: "eviction-api"
    }
  }
}

/// The reason that goes with a node's condition `Ready`.
public enum NodeStatusReason: String, Sendable {
  /// The kubelet says that it is ready.
  case kubeletReady = "KubeletReady"
  /// The kubelet says that it is not.
  case kubeletNotReady = "KubeletNotReady"
  /// Nothing has been heard for the grace period.
  case nodeStatusUnknown = "NodeStatusUnknown"
  /// Nothing has ever been heard.
  case nodeStatusNeverUpdated = "NodeStatusNeverUpdated"
}

/// The taints by which the modern node controller tells schedulers and pods of a node's state.
public enum NodeLifecycleTaint: String, CaseIterable, Sendable {
  /// `node.kubernetes.io/not-ready:NoSchedule`.
  case notReadyNoSchedule
  /// `node.kubernetes.io/unreachable:NoSchedule`.
  case unreachableNoSchedule
  /// `node.kubernetes.io/not-ready:NoExecute`.
  case notReadyNoExecute
  /// `node.kubernetes.io/unreachable:NoExecute`.
  case unreachableNoExecute

  /// The taint's key.
  public var key: String {
    switch self {
    case .notReadyNoSchedule, .notReadyNoExecute: "node.kubernetes.io/not-ready"
    case .unreachableNoSchedule, .unreachableNoExecute: "node.kubernetes.io/unreachable"
    }
  }

  /// The taint's effect.
  public var effect: NodeTaintEffect {
    switch self {
    case .notReadyNoSchedule, .unreachableNoSchedule: .noSchedule
    case .notReadyNoExecute, .unreachableNoExecute: .noExecute
    }
  }
}
