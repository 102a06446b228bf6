import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Pods whose arrivals are drawn from a distribution.
public struct WorkloadGenerator: Sendable {
  /// The generator's name: its pods are called `<name>-0`, `<name>-1`, …, and its stream
  /// `arrivals/<name>`.
  public var name: String
  /// What the pods are stamped from.
  public var template: Pod
  /// The time from one arrival to the next; exponential for a Poisson process.
  public var interarrival: Distribution
  /// What runs inside.
  public var behavior: PodBehavior
  /// When the first interval starts.
  public var from: SimulationTime
  /// After this instant nothing arrives.
  public var until: SimulationTime
  /// How many pods arrive at the most; nil for no bound.
  public var limit: Int?

  /// Pods of `template` with intervals drawn from `interarrival`.
  public init(
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
public struct StochasticFault: Sendable {
  /// The nodes that it can strike.
  public var target: NodeTarget
  /// The time from a start or repair to the next failure.
  public var fail: Distribution
  /// The time from a failure to the repair; nil for never.
  public var repair: Distribution?
  /// Whether the fault cuts the node off instead of stopping it.
  public var isPartition: Bool

  /// A fault of the nodes of `target`.
  public init(target: NodeTarget, fail: Distribution, repair: Distribution?, isPartition: Bool) {
    self.target = target
    self.fail = fail
    self.repair = repair
    self.isPartition = isPartition
  }
}

/// Pods that arrive at recorded instants: a trace, with its templates stored once.
public struct RecordedArrivals: Sendable {
  /// One arrival.
  public struct Arrival: Sendable {
    /// When the pod is created.
    public var time: SimulationTime
    /// The pod's name.
    public var name: String
    /// The index of its template in `templates`.
    public var template: Int32
    /// How long its containers run from their start; negative for ever.
    public var runtime: SimulationDuration
    /// The exit code at the end of the run.
    public var exitCode: Int32
    /// When the pod was bound in the cluster that was recorded; nil where it was not, or where
    /// nobody knows.
    public var recordedBinding: SimulationTime?

    /// The pod `name` of template `template` at `time`.
    public init(
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
  public var templates: [Pod] = []
  /// The arrivals in order of time.
  public var arrivals: ContiguousArray<Arrival> = []

  /// No arrivals.
  public init() {}
}
