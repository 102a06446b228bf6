import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Everything that a run depends on: the validated form of a scenario.
///
/// Equal configurations give byte-identical recordings. Whatever can be wrong with a scenario has
/// been found before one of these exists.
public struct SimulationConfiguration: Sendable {
  /// The scenario's name, which names its folder of reports.
  public var name: String
  /// What the scenario shows, in its author's words.
  public var summary = ""
  /// The seed of every random stream.
  public var seed: UInt64 = 1
  /// The wall clock at time 0.
  public var startTime = Timestamp(seconds: 0)
  /// When the run ends.
  public var ending: Ending = .at(SimulationTime(microseconds: 600_000_000))
  /// The control plane's settings.
  public var controlPlane: ControlPlaneSettings
  /// The scheduler's profiles and ties.
  public var scheduling: SchedulingConfiguration
  /// The node pools, in order of declaration.
  public var nodePools: [NodePool] = []
  /// The objects that exist at time 0, in order of application; nodes among them.
  public var initialObjects: [any APIObject] = []
  /// The sizes of images that are not of the default size.
  public var imageSizes: [ImageSize] = []
  /// What runs inside pods; the first rule that matches a pod counts.
  public var behaviors: [BehaviorRule] = []
  /// Generators of pods.
  public var workloads: [WorkloadGenerator] = []
  /// Pods that arrive at recorded instants, in order of arrival.
  public var arrivals = RecordedArrivals()
  /// What breaks by chance.
  public var faults: [StochasticFault] = []
  /// What happens for certain, in order of time, then of declaration.
  public var timeline: [TimelineEntry] = []
  /// What must hold at the end.
  public var expectations: [Expectation] = []
  /// The period of the samples in the reports.
  public var samplePeriod = SimulationDuration(microseconds: 10_000_000)
  /// Whether each node is sampled too.
  public var samplesNodes = true
  /// Whether Kubernetes events are recorded.
  public var recordsEvents = true
  /// Whether every invariant is checked after every event.
  public var checksInvariants = false
  /// After how many events at one instant, and again after as many more, a look is taken whether
  /// time stands still; at least 1.
  public var eventsBetweenClockChecks = 1 << 20

  /// A run of `controlPlane` over an empty cluster for ten minutes.
  public init(name: String, controlPlane: ControlPlaneSettings) {
    self.name = name
    self.controlPlane = controlPlane
    scheduling = SchedulingConfiguration(profile: controlPlane.profile)
  }

  /// When a run ends.
  public enum Ending: Hashable, Sendable {
    /// At an instant.
    case at(SimulationTime)
    /// When every pod of the generators and traces has ended or left; at the limit at the latest.
    case completed(limit: SimulationTime)
    /// When nothing but periodic work is left to happen; at the limit at the latest.
    case settled(limit: SimulationTime)

    /// The last instant that the run can reach.
    public var limit: SimulationTime {
      switch self {
      case .at(let time), .completed(let time), .settled(let time): time
      }
    }
  }
}
