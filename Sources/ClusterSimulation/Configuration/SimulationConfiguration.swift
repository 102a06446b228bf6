import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Everything that a run depends on: the validated form of a scenario.
///
/// Equal configurations give byte-identical recordings. Whatever can be wrong with a scenario has
/// been found before one of these exists.
package struct SimulationConfiguration: Sendable {
  /// The scenario's name, which names its folder of reports.
  package var name: String
  /// What the scenario shows, in its author's words.
  package var summary = ""
  /// The seed of every random stream.
  package var seed: UInt64 = 1
  /// The wall clock at time 0.
  package var startTime = Timestamp(seconds: 0)
  /// When the run ends.
  package var ending: Ending = .at(SimulationTime(microseconds: 600_000_000))
  /// Whether the pods of the start run already, with their images on the nodes.
  package var startsWarm = false
  /// What the figures are about; nil for the whole run.
  package var measuring: MeasuringWindow?
  /// The control plane's settings.
  package var controlPlane: ControlPlaneSettings
  /// The scheduler's profiles and ties.
  package var scheduling: SchedulingConfiguration
  /// The node pools, in order of declaration.
  package var nodePools: [NodePool] = []
  /// The objects that exist at time 0, in order of application; nodes among them.
  package var initialObjects: [any APIObject] = []
  /// The sizes of images that are not of the default size.
  package var imageSizes: [ImageSize] = []
  /// What runs inside pods; the first rule that matches a pod counts.
  package var behaviors: [BehaviorRule] = []
  /// The custom and external metrics that autoscalers can read.
  package var customMetrics: [CustomMetric] = []
  /// Generators of pods.
  package var workloads: [WorkloadGenerator] = []
  /// Pods that arrive at recorded instants, in order of arrival.
  package var arrivals = RecordedArrivals()
  /// What breaks by chance.
  package var faults: [StochasticFault] = []
  /// What happens for certain, in order of time, then of declaration.
  package var timeline: [TimelineEntry] = []
  /// What must hold at the end.
  package var expectations: [Expectation] = []
  /// The period of the samples in the reports.
  package var samplePeriod = SimulationDuration(microseconds: 10_000_000)
  /// Whether the period grows with the length of the run and the number of nodes, so that there are
  /// some hundred thousand rows of samples at most.
  package var adaptsSamplePeriod = false
  /// Whether each node is sampled too.
  package var samplesNodes = true
  /// What the report says of the fragmentation of devices as pods arrive.
  package var fragmentationRows = FragmentationRows.none
  /// Whether Kubernetes events are recorded.
  package var recordsEvents = true
  /// Whether every invariant is checked after every event.
  package var checksInvariants = false
  /// After how many events at one instant, and again after as many more, a look is taken whether
  /// time stands still; at least 1.
  package var eventsBetweenClockChecks = 1 << 20

  /// A run of `controlPlane` over an empty cluster for ten minutes.
  package init(name: String, controlPlane: ControlPlaneSettings) {
    self.name = name
    self.controlPlane = controlPlane
    scheduling = SchedulingConfiguration(profile: controlPlane.profile)
  }

  /// What a row of `fragmentation.csv` stands for.
  package enum FragmentationRows: Hashable, Sendable {
    /// There is no such file.
    case none
    /// One pod that arrives.
    case arrivals
    /// The pods with which the demand that has arrived grows by a percent of the devices.
    case percents
  }

  /// When a run ends.
  package enum Ending: Hashable, Sendable {
    /// At an instant.
    case at(SimulationTime)
    /// When every pod of the generators and traces has ended or left; at the limit at the latest.
    case completed(limit: SimulationTime)
    /// When nothing but periodic work is left to happen; at the limit at the latest.
    case settled(limit: SimulationTime)

    /// The last instant that the run can reach.
    package var limit: SimulationTime {
      switch self {
      case .at(let time), .completed(let time), .settled(let time): time
      }
    }
  }
}

extension SimulationConfiguration {
  /// The time of day at which the run begins.
  var startOfRun: SimulationDuration {
    let seconds = startTime.seconds % 86_400
    return .seconds(seconds < 0 ? seconds + 86_400 : seconds)
  }
}
