import KubernetesObjects
import SimulationEngine

/// A recorded workload: the machines that were there, and the pods that arrived.
///
/// Pods are stamped from few templates, so an arrival is a time, a template's index and a run
/// time: 24 bytes. Names and what was recorded of each pod lie in columns beside, in the same
/// order.
package struct WorkloadTrace: Sendable {
  /// The machines, in the order of the input.
  package var nodes: [Node] = []
  /// The different kinds of pods, in the order in which they first occur.
  package internal(set) var templates: [TracePodTemplate] = []
  /// The pods in order of time, equal times in the order of the input.
  package internal(set) var arrivals: ContiguousArray<TraceArrival> = []
  /// The pods' names, in the order of `arrivals`.
  package internal(set) var names = TraceNames()
  /// What became of the pods when they were recorded, in the order of `arrivals`; empty where the
  /// format does not say.
  package internal(set) var outcomes: ContiguousArray<RecordedOutcome> = []

  /// A trace without nodes and pods.
  package init() {}

  /// The last recorded instant: an arrival, a start or an end; zero in an empty trace.
  package var lastEvent: SimulationTime {
    var last = arrivals.last?.time ?? .zero
    for outcome in outcomes {
      last = max(last, outcome.scheduled ?? .zero, outcome.deleted ?? .zero)
    }
    return last
  }
}

/// One pod of a trace.
package struct TraceArrival: Hashable, Sendable {
  /// When the pod is created.
  package let time: SimulationTime
  /// The index of its template in `WorkloadTrace.templates`.
  package let template: Int32
  /// The run time in microseconds; -1 where the pod never ends. Eight bytes instead of sixteen.
  private let runtimeMicroseconds: Int64

  /// A pod of `template` that arrives at `time` and, once started, runs for `runtime`, or for ever
  /// if that is nil.
  package init(time: SimulationTime, template: Int32, runtime: SimulationDuration?) {
    self.time = time
    self.template = template
    runtimeMicroseconds = runtime?.microseconds ?? -1
  }

  /// How long the pod runs from its start to its end; nil where it never ends.
  package var runtime: SimulationDuration? {
    runtimeMicroseconds < 0 ? nil : .microseconds(runtimeMicroseconds)
  }
}

/// What was recorded of a pod in the cluster that the trace comes from, to compare with.
package struct RecordedOutcome: Hashable, Sendable {
  /// The phase at the end of the recording.
  package var phase: PodPhase
  /// When the pod was bound to a node; nil where it never was.
  package var scheduled: SimulationTime?
  /// When the pod was deleted, or the recording ended; nil where that is not known.
  package var deleted: SimulationTime?

  /// An outcome with its instants.
  package init(phase: PodPhase, scheduled: SimulationTime?, deleted: SimulationTime?) {
    self.phase = phase
    self.scheduled = scheduled
    self.deleted = deleted
  }
}
