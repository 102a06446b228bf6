import ClusterState
import SimulationEngine

/// What a controller wants done.
package enum ControllerAction: Hashable, Sendable {
  /// Asks the API server for a write, through the controller's client.
  case write(ClusterWrite)
  /// Adds a write to the request before: both are one object's, and take one turn of the client.
  case addToRequest(ClusterWrite)
  /// Asks for so many pods of a workload, each a write of its own.
  case createPods(WorkloadID, count: Int32)
  /// Wakes the controller later.
  case setTimer(ControllerTimer, after: SimulationDuration)
  /// Records an event about a workload.
  case recordEvent(WorkloadEvent)
  /// Records an event about an object of another kind.
  case recordObjectEvent(ObjectEvent)
  /// Asks the metrics APIs for what an autoscaler measures.
  case readMetrics(MetricsRequest)
}

/// The actions of one call, in order.
package typealias ControllerActions = ContiguousArray<ControllerAction>

/// Something to wake a controller for; what the numbers mean is the controller's own.
package struct ControllerTimer: Hashable, Sendable {
  /// Which of the controller's timers.
  package let purpose: UInt8
  /// What it is about, mostly the row of an object.
  package let key: Int32
  /// Tells a timer from the one that it replaced.
  package let generation: Int32

  /// A timer of the controller that asks for it.
  package init(_ purpose: UInt8, key: Int32 = 0, generation: Int32 = 0) {
    self.purpose = purpose
    self.key = key
    self.generation = generation
  }
}

/// A Kubernetes event about a workload, from the component that its kind names.
package struct WorkloadEvent: Hashable, Sendable {
  /// What the event says.
  package enum Message: Hashable, Sendable {
    /// The pod that was created.
    case created(PodID)
    /// The pod that was deleted.
    case deleted(PodID)
    /// A text.
    case text(String)
  }

  /// Which workload.
  package let workload: WorkloadID
  /// The reason, such as `SuccessfulCreate`.
  package let reason: String
  /// Whether the event's type is `Warning`, else `Normal`.
  package let isWarning: Bool
  /// What it says.
  package let message: Message

  /// An event about `workload`.
  package init(
    _ workload: WorkloadID, _ reason: String, isWarning: Bool = false, _ message: Message
  ) {
    self.workload = workload
    self.reason = reason
    self.isWarning = isWarning
    self.message = message
  }
}

/// A Kubernetes event about an object that is no workload.
package struct ObjectEvent: Hashable, Sendable {
  /// The kind of object.
  package let object: ClusterChange.Subject
  /// The object's row.
  package let index: Int32
  /// The component that tells of it.
  package let component: String
  /// The reason, such as `SuccessfulRescale`.
  package let reason: String
  /// Whether the event's type is `Warning`, else `Normal`.
  package let isWarning: Bool
  /// What it says.
  package let message: String

  /// An event about the object in row `index`.
  package init(
    _ object: ClusterChange.Subject, _ index: Int32, from component: String, _ reason: String,
    isWarning: Bool = false, _ message: String
  ) {
    self.object = object
    self.index = index
    self.component = component
    self.reason = reason
    self.isWarning = isWarning
    self.message = message
  }
}
