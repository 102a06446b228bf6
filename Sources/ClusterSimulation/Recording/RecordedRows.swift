import ClusterState
import Controllers
import Scheduling
import SimulationEngine

/// A change of a node's condition `Ready`.
package struct NodeConditionChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// Which node.
  package let node: NodeID
  /// The condition from then on.
  package let status: ConditionStatus
  /// Its reason, such as `NodeStatusUnknown`.
  package let reason: Symbol
}

/// A taint that was put on a node or taken off.
package struct TaintChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// Which node.
  package let node: NodeID
  /// The taint's key.
  package let key: Symbol
  /// The taint's value; empty for none.
  package let value: Symbol
  /// The taint's effect.
  package let effect: NodeTaintEffect
  /// Whether the taint was put on.
  package let isPresent: Bool
}

/// A change of the status of a workload.
package struct WorkloadChange: Hashable, Sendable {
  /// When.
  package var time: SimulationTime
  /// Which object.
  package let workload: WorkloadID
  /// `spec.replicas`.
  package let desired: Int32
  /// `status.replicas`.
  package let current: Int32
  /// `status.readyReplicas`.
  package let ready: Int32
  /// `status.availableReplicas`.
  package let available: Int32
  /// `status.updatedReplicas`; nil for a kind that does not replace its own pods.
  package var updated: Int32?
  /// The number of the present revision; zero without one.
  package var revision: Int64 = 0
  /// `status.succeeded` of a job that its controller has seen; nil otherwise.
  package var succeeded: Int32?
  /// `status.failed` of a job that its controller has seen; nil otherwise.
  package var failed: Int32?

  /// Whether anything but the instant is another one than in `other`.
  func differs(from other: Self) -> Bool {
    var later = other
    later.time = time
    return self != later
  }
}

/// A change of the endpoints of a service.
package struct ServiceChange: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// Which service.
  package let service: ServiceID
  /// How many endpoints are listed as ready.
  package let readyEndpoints: Int32
  /// How many of those lead to a pod that does not run any more.
  package let staleEndpoints: Int32
}

/// One attempt of the scheduler to place a pod.
package struct SchedulingAttempt: Hashable, Sendable {
  /// What came of it.
  package enum Result: UInt8, Sendable {
    /// A node was chosen.
    case scheduled
    /// No node fits.
    case unschedulable
    /// The attempt failed for another reason, such as a conflict at the binding.
    case error

    /// The word in the reports.
    package var name: String {
      switch self {
      case .scheduled: "scheduled"
      case .unschedulable: "unschedulable"
      case .error: "error"
      }
    }
  }

  /// When the attempt began.
  package let time: SimulationTime
  /// Which pod.
  package let pod: PodID
  /// The number of this attempt, from 1.
  package let attempt: Int32
  /// What brought the pod to the queue of those that are ready.
  package let cause: QueueingCause
  /// What came of it.
  package let result: Result
  /// The chosen node, or `absent`.
  package let node: NodeID
  /// The node on which preemption is to make room, or `absent`.
  package let nominated: NodeID
  /// How many nodes were looked at.
  package let evaluated: Int32
  /// How many of them fit.
  package let feasible: Int32
  /// The chosen node's total score; zero where none was worked out.
  package let score: Int64
  /// The row of the message in `Recording.messages`; negative for none.
  package let message: Int32
}

/// A pod whose deletion was asked for.
package struct PodDeletion: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// Which pod.
  package let pod: PodID
  /// The node that it was on; `absent` for none.
  package let node: NodeID
  /// Why.
  package let cause: DeletionCause
  /// The grace that it was given.
  package let grace: SimulationDuration
  /// Whether a pod that had not ended was made to leave its node against the will of who made it:
  /// not the collection of what has ended, not what a controller has too many of, and not what
  /// someone deletes.
  package let isEviction: Bool
}

/// Something that struck a node, or brought it back.
package struct Incident: Hashable, Sendable {
  /// What happened.
  package enum Kind: UInt8, Sendable {
    /// The machine stopped dead.
    case failed
    /// The machine came back.
    case recovered
    /// The kubelet was cut off.
    case partitioned
    /// The kubelet was connected again.
    case healed

    /// The word in the reports.
    package var name: String {
      switch self {
      case .failed: "fail"
      case .recovered: "recover"
      case .partitioned: "partition"
      case .healed: "heal"
      }
    }
  }

  /// When.
  package let time: SimulationTime
  /// Which node.
  package let node: NodeID
  /// What happened.
  package let kind: Kind
}

/// A Kubernetes event, as `kubectl get events` would list it.
package struct EventObject: Hashable, Sendable {
  /// Which kind of object the event is about.
  package enum Subject: UInt8, Sendable {
    /// A pod; the index is a `PodID`.
    case pod
    /// A node; the index is a `NodeID`.
    case node
    /// A workload; the index is a `WorkloadID`.
    case workload
    /// A horizontal pod autoscaler; the index is its row.
    case autoscaler
    /// A persistent volume claim; the index is a `ClaimID`.
    case claim
    /// A persistent volume; the index is a `VolumeID`.
    case volume
    /// A pod disruption budget; the index is its row.
    case disruptionBudget
    /// What a refused request was about; the index is a row of `Recording.refusals`.
    case refusal
  }

  /// When.
  package internal(set) var time: SimulationTime
  /// Whether the event's type is `Warning`, else `Normal`.
  package let isWarning: Bool
  /// The reason, such as `FailedScheduling`: a row of `Recording.messages`.
  package let reason: Int32
  /// Which kind of object.
  package let subject: Subject
  /// The row of the object.
  package let index: Int32
  /// The component that recorded it: a row of `Recording.messages`.
  package let component: Int32
  /// The text; see `Recording.text(of:in:)`.
  package let message: EventMessage
  /// How many alike or similar ones this one makes with those before.
  package internal(set) var count: Int32 = 1
  /// The row of the first of them, which is the row of this one if it is new.
  package internal(set) var first: Int32 = 0
  /// Whether it stands for similar events with other texts.
  package internal(set) var isCombined = false
}

/// A sample of the scheduling queue.
package struct QueueSample: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// Pods that wait for their turn.
  package let active: Int32
  /// Pods that wait for the end of a pause.
  package let backOff: Int32
  /// Pods that wait for something to change.
  package let unschedulable: Int32
  /// The creation of the pod that has waited longest; unset if none waits.
  package let oldestPending: SimulationTime
}

/// A sample of one resource in one scope.
package struct UtilizationSample: Hashable, Sendable {
  /// What the sample sums over.
  package enum Scope: UInt8, Sendable {
    /// Every node.
    case cluster
    /// The nodes of a pool.
    case pool
    /// The nodes of a zone.
    case zone

    /// The word in the reports.
    package var name: String {
      switch self {
      case .cluster: "cluster"
      case .pool: "pool"
      case .zone: "zone"
      }
    }
  }

  /// When.
  package let time: SimulationTime
  /// What the sample sums over.
  package let scope: Scope
  /// The name of the pool or zone; empty for the cluster.
  package let name: Symbol
  /// Which resource.
  package let resource: ResourceID
  /// Σ capacity of the nodes that are there.
  package let capacity: Int128
  /// Σ allocatable of the nodes that are ready.
  package let allocatable: Int128
  /// Σ requests of the pods bound to nodes that are ready, ended ones left out.
  package let requested: Int128
  /// Σ use of the pods that run on nodes that are ready; negative where it is not modelled.
  package let used: Int128
  /// Σ requests of the pods bound to nodes that are not ready, ended ones left out.
  package var lost: Int128 = 0
  /// What is free of it and of no use to typical pods; negative where that is not known.
  package var fragmented: Int128 = -1
}

/// A sample of one node.
package struct NodeSample: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// Which node.
  package let node: NodeID
  /// The condition `Ready`.
  package let ready: ConditionStatus
  /// Which resource.
  package let resource: ResourceID
  /// What the node offers.
  package let allocatable: Int64
  /// Σ requests of the pods bound there that have not ended.
  package let requested: Int64
  /// Σ use of the running pods; negative where it is not modelled.
  package let used: Int64
  /// How many pods are bound there and have not ended.
  package let pods: Int32
  /// What is free of it and of no use to typical pods; negative where that is not known.
  package var fragmented: Int64 = -1
}

extension EventObject.Subject {
  /// The objects of a table that events can be about; nil for others.
  init?(_ object: ClusterChange.Subject) {
    switch object {
    case .pod: self = .pod
    case .node: self = .node
    case .workload: self = .workload
    case .autoscaler: self = .autoscaler
    case .claim: self = .claim
    case .volume: self = .volume
    case .disruptionBudget: self = .disruptionBudget
    case .service, .endpoints, .resourceQuota, .controllerRevision, .storageClass,
      .storageDrivers, .attachment, .namespace:
      return nil
    }
  }
}
