import ClusterState
import Controllers
import Scheduling
import SimulationEngine

/// The scheduler's loop in simulated time: a pod is taken from the queue, a node is chosen, and
/// what comes of it takes effect when the cycle ends.
struct SchedulerLoop: Sendable {
  var view: SchedulerView
  /// Whether pods wait in `queue`; otherwise in `arrivals`, first come, first served.
  let usesQueue: Bool
  var queue: SchedulingQueue
  var arrivals: ArrivalOrder
  var client: SchedulerClient
  /// What the cycle that is running has decided.
  var decision: Decision?
  /// The bindings that wait for volumes, of the few pods that have some to be bound.
  var preparations: [PodID: PendingBinding] = [:]
  var watched = WatchedObjects()
  var timers = QueueTimers()
  var pending = PendingPods()
  var explainer = AttemptExplainer()
  var evictions = PendingEvictions()
  /// What the policy outside knows that owns the queue; nil without one.
  var policy: PolicyLoop?
  /// The fragmentation of devices, once it has been asked for.
  var ledger: FragmentationLedger?
  private(set) var isPaused = false

  /// Whether a cycle is running.
  var isBusy: Bool { decision != nil }

  init(_ configuration: SimulationConfiguration) {
    let settings = configuration.controlPlane.scheduler
    view = SchedulerView(configuration)
    usesQueue = settings.usesSchedulingQueue
    var queueSettings = QueueSettings()
    queueSettings.initialBackoff = settings.initialBackoff
    queueSettings.maximumBackoff = settings.maximumBackoff
    queueSettings.unschedulableTimeout = settings.unschedulableTimeout
    queueSettings.popsFromBackoff = settings.popsFromBackoff
    queueSettings.retriesRejected = !configuration.scheduling.isRetryOff
    queue = SchedulingQueue(queueSettings)
    arrivals = ArrivalOrder(initial: settings.initialBackoff, maximum: settings.maximumBackoff)
    client = SchedulerClient(configuration)
    if configuration.scheduling.policy != nil { policy = PolicyLoop() }
  }

  /// Takes up the rules of the configuration.
  mutating func begin(in world: inout World) {
    view.begin(world.configuration, in: &world.cluster)
  }

  /// One more draw from every stream, folded together.
  mutating func unseed() -> UInt64 { view.unseed() }

  /// Lets the scheduler do what is due.
  mutating func handle(_ event: SchedulingEvent, in world: inout World) {
    // The labels of the event's pod may have changed since the watch last brought something.
    view.core.cache.learnTemplates(of: &world.cluster)
    switch event {
    case .cycleEnded(let pod, let node): endCycle(of: pod, node, in: &world)
    case .bindingDue(let pod, let node):
      bind(pod, to: node, in: &world)
      startCycleIfIdle(in: &world)
    case .claimsDue(let pod, let node): writeClaims(of: pod, to: node, in: &world)
    case .claimsPolled(let pod, let node): pollClaims(of: pod, to: node, in: &world)
    case .backOffOver(let pod): endPause(of: pod, in: &world)
    case .backoffFlushDue: flushBackoff(in: &world)
    case .unschedulableFlushDue: flushUnschedulable(in: &world)
    case .evictionDue(let victim, let node, let preemptor):
      let isThere = !world.cluster.pods[victim].isRemoved
      world.evict(victim, from: node, for: preemptor)
      guard evictions.note(for: preemptor, found: isThere) else { break }
      // Nothing will go any more, so no event would wake the preemptor.
      queue.forceActivation(of: preemptor)
      startCycleIfIdle(in: &world)
    case .lastEvictionDue(let victim, let node, let preemptor):
      askForLastEviction(of: victim, from: node, for: preemptor, in: &world)
    case .nominationDue(let pod, let node): world.nominate(pod, to: node)
    case .policyDue: policy?.ask(in: &world.loop)
    case .policyWoken: policy?.wakeUp(in: &world.loop)
    case .policyAnswered: carryOutDelayed(in: &world)
    case .groupBindingDue(let number): bindGroup(number, in: &world)
    }
  }

  /// Takes the next pod up if the scheduler has nothing else to do.
  mutating func startCycleIfIdle(in world: inout World) {
    guard policy == nil else { return }
    if !isBusy, !isPaused, let pod = nextPod(in: world) { startCycle(of: pod, in: &world) }
    if usesQueue { timers.post(for: &queue, in: &world.loop) }
  }

  /// Stops the scheduler, or starts it anew; the cycle that is running ends in any case.
  mutating func setPaused(_ isPaused: Bool, in world: inout World) {
    guard isPaused != self.isPaused else { return }
    self.isPaused = isPaused
    world.cursors.setPaused(.scheduler, isPaused)
    if !isPaused { restart(in: &world) }
    setPolicyPaused(isPaused, in: &world.loop)
    guard !isPaused else { return }
    startCycleIfIdle(in: &world)
  }

  private mutating func nextPod(in world: borrowing World) -> PodID? {
    guard usesQueue else { return arrivals.next(in: world.cluster) }
    while let pod = queue.pop() {
      if world.cluster.pods[pod].isWaiting { return pod }
      queue.remove(pod)
    }
    return nil
  }

  /// The creation of the pod that has waited longest; unset if none waits.
  mutating func oldestPending(in cluster: borrowing ClusterState) -> SimulationTime {
    pending.oldest(in: cluster)
  }

  /// How many pods wait for what.
  func census() -> QueueCensus {
    if let policy {
      return QueueCensus(active: Int32(policy.waitingCount), backOff: 0, unschedulable: 0)
    }
    guard usesQueue else {
      return QueueCensus(
        active: Int32(arrivals.count), backOff: arrivals.pausedCount, unschedulable: 0)
    }
    return QueueCensus(
      active: Int32(queue.counts.active), backOff: Int32(queue.counts.backoff),
      unschedulable: Int32(queue.counts.unschedulable))
  }
}

/// How many pods wait for what.
struct QueueCensus: Sendable {
  var active: Int32
  var backOff: Int32
  var unschedulable: Int32
}

extension PodRecord {
  /// Whether the pod wants a node.
  package var isWaiting: Bool {
    !isRemoved && !isDeleting && !node.isPresent && !awaitsNode && !phase.isTerminal
  }
}
