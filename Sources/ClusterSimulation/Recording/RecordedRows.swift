import ClusterState
import Controllers
import SimulationEngine

/// A change of a node's condition `Ready`.
public struct NodeConditionChange: Hashable, Sendable {
  /// When.
  public let time: SimulationTime
  /// Which node.
  public let node: NodeID
  /// The condition from then on.
  public let status: ConditionStatus
  /// Its reason, such as `NodeStatusUnknown`.
  public let reason: Symbol
}

/// A taint that was put on a node or taken off.
public struct TaintChange: Hashable, Sendable {
  /// When.
  public let time: SimulationTime
  /// Which node.
  public let node: NodeID
  /// The taint's key.
  public let key: Symbol
  /// The taint's effect.
  public let effect: NodeTaintEffect
  /// Whether the taint was put on.
  public let isPresent: Bool
}

/// A change of the status of a workload.
public struct WorkloadChange: Hashable, Sendable {
  /// When.
  public let time: SimulationTime
  /// Which object.
  public let workload: WorkloadID
  /// `spec.replicas`.
  public let desired: Int32
  /// `status.replicas`.
  public let current: Int32
  /// `status.readyReplicas`.
  public let ready: Int32
  /// `status.availableReplicas`.
  public let available: Int32
  /// `status.updatedReplicas`; nil for a kind that does not replace its own pods.
  public var updated: Int32?
  /// The number of the present revision; zero without one.
  public var revision: Int64 = 0
}

/// A change of the endpoints of a service.
public struct ServiceChange: Hashable, Sendable {
  /// When.
  public let time: SimulationTime
  /// Which service.
  public let service: ServiceID
  /// How many endpoints are listed as ready.
  public let readyEndpoints: Int32
  /// How many of those lead to a pod that does not run any more.
  public let staleEndpoints: Int32
}

/// One attempt of the scheduler to place a pod.
public struct SchedulingAttempt: Hashable, Sendable {
  /// What came of it.
  public enum Result: UInt8, Sendable {
    /// A node was chosen.
    case scheduled
    /// No node fits.
    case unschedulable
    /// The attempt failed for another reason, such as a conflict at the binding.
    case error

    /// The word in the reports.
    public var name: String {
      switch self {
      case .scheduled: "scheduled"
      case .unschedulable: "unschedulable"
      case .error: "error"
      }
    }
  }

  /// When the attempt began.
  public let time: SimulationTime
  /// Which pod.
  public let pod: PodID
  /// The number of this attempt, from 1.
  public let attempt: Int32
  /// What came of it.
  public let result: Result
  /// The chosen node, or `absent`.
  public let node: NodeID
  /// The node on which preemption is to make room, or `absent`.
  public let nominated: NodeID
  /// How many nodes were looked at.
  public let evaluated: Int32
  /// How many of them fit.
  public let feasible: Int32
  /// The chosen node's total score; zero where none was worked out.
  public let score: Int64
  /// The row of the message in `Recording.messages`; negative for none.
  public let message: Int32
}

/// A pod that was made to leave its node.
public struct Eviction: Hashable, Sendable {
  /// When its deletion was asked for.
  public let time: SimulationTime
  /// Which pod.
  public let pod: PodID
  /// The node that it was on.
  public let node: NodeID
  /// Why.
  public let cause: DeletionCause
  /// The grace that it was given.
  public let grace: SimulationDuration
}

/// Something that struck a node, or brought it back.
public struct Incident: Hashable, Sendable {
  /// What happened.
  public enum Kind: UInt8, Sendable {
    /// The machine stopped dead.
    case failed
    /// The machine came back.
    case recovered
    /// The kubelet was cut off.
    case partitioned
    /// The kubelet was connected again.
    case healed

    /// The word in the reports.
    public var name: String {
      switch self {
      case .failed: "fail"
      case .recovered: "recover"
      case .partitioned: "partition"
      case .healed: "heal"
      }
    }
  }

  /// When.
  public let time: SimulationTime
  /// Which node.
  public let node: NodeID
  /// What happened.
  public let kind: Kind
}

/// A Kubernetes event, as `kubectl get events` would list it.
public struct EventObject: Hashable, Sendable {
  /// Which kind of object the event is about.
  public enum Subject: UInt8, Sendable {
    /// A pod; the index is a `PodID`.
    case pod
    /// A node; the index is a `NodeID`.
    case node
    /// A workload; the index is a `WorkloadID`.
    case workload
  }

  /// When.
  public let time: SimulationTime
  /// Whether the event's type is `Warning`, else `Normal`.
  public let isWarning: Bool
  /// The reason, such as `FailedScheduling`: a row of `Recording.messages`.
  public let reason: Int32
  /// Which kind of object.
  public let subject: Subject
  /// The row of the object.
  public let index: Int32
  /// The component that recorded it: a row of `Recording.messages`.
  public let component: Int32
  /// The text; see `Recording.text(of:in:)`.
  public let message: EventMessage
}

/// A sample of the scheduling queue.
public struct QueueSample: Hashable, Sendable {
  /// When.
  public let time: SimulationTime
  /// Pods that wait for their turn.
  public let active: Int32
  /// Pods that wait for the end of a pause.
  public let backOff: Int32
  /// Pods that wait for something to change.
  public let unschedulable: Int32
  /// The creation of the pod that has waited longest; unset if none waits.
  public let oldestPending: SimulationTime
}

/// A sample of one resource in one scope.
public struct UtilizationSample: Hashable, Sendable {
  /// What the sample sums over.
  public enum Scope: UInt8, Sendable {
    /// Every node.
    case cluster
    /// The nodes of a pool.
    case pool
    /// The nodes of a zone.
    case zone

    /// The word in the reports.
    public var name: String {
      switch self {
      case .cluster: "cluster"
      case .pool: "pool"
      case .zone: "zone"
      }
    }
  }

  /// When.
  public let time: SimulationTime
  /// What the sample sums over.
  public let scope: Scope
  /// The name of the pool or zone; empty for the cluster.
  public let name: Symbol
  /// Which resource.
  public let resource: ResourceID
  /// Σ capacity of the nodes that are there.
  public let capacity: Int64
  /// Σ allocatable of the nodes that are ready.
  public let allocatable: Int64
  /// Σ requests of the pods bound there that have not ended.
  public let requested: Int64
  /// Σ use of the running pods; negative where it is not modelled.
  public let used: Int64
}

/// A sample of one node.
public struct NodeSample: Hashable, Sendable {
  /// When.
  public let time: SimulationTime
  /// Which node.
  public let node: NodeID
  /// The condition `Ready`.
  public let ready: ConditionStatus
  /// Which resource.
  public let resource: ResourceID
  /// What the node offers.
  public let allocatable: Int64
  /// Σ requests of the pods bound there that have not ended.
  public let requested: Int64
  /// Σ use of the running pods; negative where it is not modelled.
  public let used: Int64
  /// How many pods are bound there and have not ended.
  public let pods: Int32
}
