import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Pods whose arrivals are drawn from a distribution.
package struct WorkloadGenerator: Sendable {
  /// The generator's name: its pods are called `<name>-0`, `<name>-1`, …, and its stream
  /// `arrivals/<name>`.
  package var name: String
  /// What the pods are stamped from.
  package var template: Pod
  /// The time from one arrival to the next; exponential for a Poisson process.
  package var interarrival: Distribution
  /// How many pods come for each that would, in thousandths: drawn times are so much shorter.
  package var rateThousandths: Int64 = 1000
  /// What runs inside.
  package var behavior: PodBehavior
  /// When the first interval starts.
  package var from: SimulationTime
  /// After this instant nothing arrives.
  package var until: SimulationTime
  /// How many pods arrive at the most; nil for no bound.
  package var limit: Int?

  /// Pods of `template` with intervals drawn from `interarrival`.
  package init(
    name: String, template: Pod, interarrival: Distribution, behavior: PodBehavior,
    from: SimulationTime, until: SimulationTime, limit: Int?
  ) {
    self.name = name
    self.template = template
    self.interarrival = interarrival
    self.behavior = behavior
    self.from = from
    self.until = until
    self.limit = limit
  }
}

/// A fault that strikes nodes by chance: time to failure and time to repair, node by node.
package struct StochasticFault: Sendable {
  /// The nodes that it can strike.
  package var target: NodeTarget
  /// The time from a start or repair to the next failure.
  package var fail: Distribution
  /// The time from a failure to the repair; nil for never.
  package var repair: Distribution?
  /// What a fault does to a node.
  package enum Kind: Hashable, CaseIterable, Sendable {
    /// The machine stops.
    case failure
    /// The kubelet is cut off.
    case partition
    /// The kubelet tells that its node is not ready.
    case unreadiness
  }

  /// What the fault does.
  package var kind: Kind

  /// A fault of the nodes of `target`.
  package init(
    _ kind: Kind, target: NodeTarget, fail: Distribution, repair: Distribution?
  ) {
    self.kind = kind
    self.target = target
    self.fail = fail
    self.repair = repair
  }
}

/// Pods that arrive at recorded instants: a trace, with its templates stored once.
package struct RecordedArrivals: Sendable {
  /// One arrival.
  package struct Arrival: Sendable {
    /// When the pod is created.
    package var time: SimulationTime
    /// The pod's name.
    package var name: String
    /// The index of its template in `templates`.
    package var template: Int32
    /// How long its containers run from their start; negative for ever.
    package var runtime: SimulationDuration
    /// The exit code at the end of the run.
    package var exitCode: Int32
    /// When the pod was bound in the cluster that was recorded; nil where it was not, or where
    /// nobody knows.
    package var recordedBinding: SimulationTime?

    /// The pod `name` of template `template` at `time`.
    package init(
      time: SimulationTime, name: String, template: Int32, runtime: SimulationDuration,
      exitCode: Int32, recordedBinding: SimulationTime? = nil
    ) {
      self.time = time
      self.name = name
      self.template = template
      self.runtime = runtime
      self.exitCode = exitCode
      self.recordedBinding = recordedBinding
    }
  }

  /// What the pods are stamped from.
  package var templates: [Pod] = []
  /// The arrivals in order of time.
  package var arrivals: ContiguousArray<Arrival> = []

  /// No arrivals.
  package init() {}
}
