import ClusterState
import Controllers
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// Everything that a run consists of, in one value.
public struct SimulationState: Sendable {
  /// What the run depends on.
  public let configuration: SimulationConfiguration
  /// The API server's tables.
  public internal(set) var cluster = ClusterState()
  /// The kubelets.
  public internal(set) var kubelets: Kubelets
  /// What the run leaves behind.
  public internal(set) var recording = Recording()
  /// What the pods of each node request and use.
  var load = NodeLoad()

  var loop = EventLoop<SimulationEvent>()
  var scheduler: SchedulerDriver
  var manager: ControllerManager
  var cursors = WatchCursors()
  var recorded = 0
  var pools: ContiguousArray<PoolState> = []
  var rollingUpdates: ContiguousArray<RollingUpdateState> = []
  var generators: ContiguousArray<GeneratorState> = []
  var faultStreams: [FaultKey: RandomStream] = [:]
  var nameStreams: ContiguousArray<RandomStream> = []
  var arrivalTemplates: ContiguousArray<PodTemplateID> = []
  var isCountedArrival: ContiguousArray<Bool> = []
  var unfinishedArrivals = 0
  var isFinished = false
  var explained = ExplainedAttempts.none
  var explanations: ContiguousArray<AttemptExplanation> = []
  /// The invariant that an event has broken, if they are checked.
  var violation: InvariantViolation?
  /// Where time has come to stand still, if it has.
  var standstill: Standstill?
  /// What the timeline made of the use of pods, in order.
  var loads: ContiguousArray<LoadRule> = []
  /// Nodes whose amounts were changed while pods were on them.
  var resizedNodes: Set<NodeID> = []

  var pendingPods: ContiguousArray<PodID> = []
  var kubeletActions: ContiguousArray<KubeletAction> = []

  init(_ configuration: SimulationConfiguration) {
    self.configuration = configuration
    let settings = configuration.controlPlane
    var kubelet = settings.kubelet
    kubelet.skipsIdleRounds = configuration.keepsNodesSteady
    kubelets = Kubelets(settings: kubelet, seed: configuration.seed)
    scheduler = SchedulerDriver(configuration)
    manager = ControllerManager(settings)
  }

  /// The instant of the last event.
  public var now: SimulationTime { loop.now }

  /// Applies the next event if it is due by `limit` and within the run; false if none is.
  mutating func step(until limit: SimulationTime) -> Bool {
    guard let event = loop.next(until: min(limit, configuration.ending.limit)) else {
      if limit >= configuration.ending.limit { isFinished = true }
      return false
    }
    apply(event)
    settleWrites()
    if configuration.checksInvariants { checkInvariants(after: event) }
    let count = loop.firedEventCountAtInstant
    if count >= configuration.eventsBetweenClockChecks { checkClock(after: event, number: count) }
    return true
  }

  /// Records what the event wrote and sees to it that watchers are woken.
  mutating func settleWrites() {
    followQueue()
    if recorded == cluster.changes.end && cursors.areSettled { return }
    while recorded < cluster.changes.end {
      record(cluster.changes[recorded])
      recorded += 1
    }
    let latency = configuration.controlPlane.watchLatency
    for watcher in Watcher.allCases {
      if let time = cursors.wakeTime(of: watcher, cluster.changes, latency: latency) {
        loop.post(.watchDelivered(watcher), at: max(time, now))
      }
    }
    cursors.settle()
    cluster.trimChanges(before: min(recorded, cursors.slowest))
  }
}
