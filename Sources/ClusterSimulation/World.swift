import ClusterState
import NodeAgents
import SimulationEngine

/// What the components of a run share: its rules, the API server, the clock and the recording.
///
/// A component keeps what is its own to itself and is handed the world with each event. Whatever
/// two components must agree on lies here.
struct World: Sendable {
  /// What the run depends on.
  let configuration: SimulationConfiguration
  /// The API server's tables.
  var cluster = ClusterState()
  /// The clock, and the events to come.
  var loop = EventLoop<SimulationEvent>()
  /// What the run leaves behind.
  var recording = Recording()
  /// What is told of every object, if it was asked for.
  var changes: ChangeRecorder?
  /// How far the log of writes has been read.
  var cursors = WatchCursors()
  /// The objects by which pods are admitted.
  var podAdmission: PodAdmission
  /// What pods of a template become.
  var admittedTemplates = AdmittedTemplates()
  /// The names of the pods that workloads make.
  var podNames = PodNames()
  /// What was last applied of each node.
  var appliedNodes = AppliedNodes()
  /// The arrivals that the run may wait for.
  var arrivals = ArrivalCensus()
  /// The pods that kubelets have taken since the scheduler looked last. The writes that tell of it
  /// wake no watcher: only preemption asks when a pod started.
  var acknowledged: ContiguousArray<PodID> = []
  /// The recorders of Kubernetes events.
  var events: EventCorrelator
  /// Whether the run has come to its end.
  var isFinished = false

  /// The time of day at which the run begins.
  private let startOfRun: SimulationDuration

  init(_ configuration: SimulationConfiguration) {
    self.configuration = configuration
    podAdmission = PodAdmission(profile: configuration.controlPlane.profile)
    events = EventCorrelator(EventCorrelator.Manner(configuration.controlPlane.profile))
    startOfRun = configuration.startOfRun
    recording.samplePeriod = configuration.samplePeriod
    recording.namesCombinedEvents = events.manner == .dropping
    recording.namesContainersInEvents =
      !configuration.controlPlane.versionRules.has(.containersInFieldPaths)
    if configuration.controlPlane.versionRules.has(.topologyLabels) {
      cluster.labelPodsByTopology()
    }
    // Since Kubernetes 1.24 (pull request 107210): before all versions that are told apart.
    cluster.namesUndeclaringContainers = configuration.controlPlane.version != nil
    cluster.tracksJobPods = configuration.controlPlane.jobs.tracksPods
  }

  /// The instant of the last event.
  var now: SimulationTime { loop.now }

  /// The instant by which what pods use is asked.
  var usageInstant: UsageInstant { UsageInstant(now, startOfRun: startOfRun) }

  /// Notes that the kubelet of `pod` has told that it took it at `start`.
  mutating func acknowledge(_ pod: PodID, _ start: SimulationTime) {
    cluster.setStartTime(pod, start, at: now)
    acknowledged.append(pod)
  }

  /// Notes that `pod` has ended or is on its way out, which ends a run that waited for it alone.
  mutating func noteEnd(of pod: PodID) {
    guard arrivals.noteEnd(of: pod), case .completed = configuration.ending else { return }
    if arrivals.unfinishedCount == 0 { isFinished = true }
  }
}
