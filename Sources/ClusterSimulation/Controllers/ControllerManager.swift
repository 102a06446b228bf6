import ClusterState
import Controllers
import SimulationEngine

/// The controllers of a run, their clients, and what is under way between them and the API server.
struct ControllerManager: Sendable {
  /// A write that a controller has asked for.
  private struct PendingWrite: Sendable {
    /// The controller's place in `controllers`.
    let controller: Int
    /// The write.
    let write: ClusterWrite
    /// When it was asked for.
    let asked: SimulationTime
    /// When the client's rate limit lets it go.
    let sent: SimulationTime
    /// The process that asked for it.
    let process: UInt16
    /// Whether that process ended before the write was sent.
    var isLost = false
  }

  /// A question of a controller to the metrics APIs.
  struct PendingMetricsRequest: Sendable {
    fileprivate let controller: Int
    fileprivate let process: UInt16
    /// What is asked.
    let request: MetricsRequest
  }

  /// In the order in which a delivery reaches them.
  private(set) var controllers: ContiguousArray<any Controller>
  /// Every controller has a client of its own.
  private var clients: ContiguousArray<ControllerClient>
  /// Whether no process runs.
  private(set) var isPaused = false
  /// Counts the processes, so that what one has set up is not taken for the next one's.
  private var process: UInt16 = 0
  /// The rounds that are needed in the run.
  private var rounds = NeededRounds(nodes: true, garbage: true, cronJobs: true)
  /// What the controller at hand asks for.
  private var actions: ControllerActions = []
  private var pending: ContiguousArray<PendingWrite?> = []
  /// What was asked of the metrics APIs and not answered yet.
  private var metricsRequests: ContiguousArray<PendingMetricsRequest?> = []
  private var freeMetricsSlots: ContiguousArray<Int32> = []
  private var freeSlots: ContiguousArray<Int32> = []

  /// When the node controller first looks at the nodes, in fiftieths of its period.
  ///
  /// Passes of 5 s come 0.1 to 0.5 s after a whole period, and leases of 10 s fall due in the last
  /// half second before one (`Kubelets.resume`). So what is noticed is hardly older than what it
  /// tells, as if all began at time 0, and no two runs are in step.
  private static let monitorPhase: ClosedRange<Int64> = 1...5

  /// The controllers of a control plane, which have seen nothing.
  init(_ configuration: SimulationConfiguration) {
    let settings = configuration.controlPlane.nodeLifecycle
    var stream = RandomStream(seed: configuration.seed, name: "node-controller")
    let fiftieth = max(1, settings.nodeMonitorPeriod.microseconds / 50)
    let fiftieths = Self.monitorPhase
    let drawn = stream.integer(
      in: (fiftieths.lowerBound * fiftieth)...(fiftieths.upperBound * fiftieth))
    (controllers, clients) = Self.beginnings(
      configuration, nodeMonitorPhase: settings.nodeMonitorPhase ?? .microseconds(drawn))
  }

  /// New controllers with full clients.
  private static func beginnings(
    _ configuration: SimulationConfiguration, nodeMonitorPhase phase: SimulationDuration
  ) -> (ContiguousArray<any Controller>, ContiguousArray<ControllerClient>) {
    let settings = configuration.controlPlane
    let controllers = ControllerRegistry.controllers(
      settings.controllers(startingAt: configuration.startTime, nodeMonitorPhase: phase))
    let client = ControllerClient(
      TokenBucket(
        thousandthsPerSecond: settings.kubeAPIQPSThousandths, burst: settings.kubeAPIBurst),
      writeLatency: settings.apiServerWriteLatency)
    return (controllers, ContiguousArray(repeating: client, count: controllers.count))
  }

  /// How many writes have not reached the API server yet.
  var writesInFlight: Int { pending.count - freeSlots.count }

  /// Keeps a write until it arrives; returns the slot by which it is taken again.
  private mutating func keep(
    _ write: ClusterWrite, of controller: Int, asked: SimulationTime, sent: SimulationTime
  ) -> Int32 {
    let entry = PendingWrite(
      controller: controller, write: write, asked: asked, sent: sent, process: process)
    guard let slot = freeSlots.popLast() else {
      pending.append(entry)
      return Int32(pending.count - 1)
    }
    pending[Int(slot)] = entry
    return slot
  }

  /// Takes the write of `slot`, which arrives.
  private mutating func take(_ slot: Int32) -> PendingWrite {
    guard let entry = pending[Int(slot)] else {
      preconditionFailure("a write arrives once")
    }
    pending[Int(slot)] = nil
    freeSlots.append(slot)
    return entry
  }

  /// Ends the process, with all that it had in memory and had not sent, or starts a new one, which
  /// lists everything that is there.
  ///
  /// Timers, queues and back-offs begin anew, as they do where kube-controller-manager restarts.
  mutating func setPaused(_ isPaused: Bool, in world: inout World) {
    guard isPaused != self.isPaused else { return }
    self.isPaused = isPaused
    world.cursors.setPaused(.controllers, isPaused)
    guard !isPaused else {
      process &+= 1
      for slot in pending.indices where (pending[slot]?.sent ?? .zero) > world.now {
        pending[slot]?.isLost = true
      }
      return
    }
    world.cursors.skip(.controllers, world.cluster.changes)
    (controllers, clients) = Self.beginnings(world.configuration, nodeMonitorPhase: .zero)
    begin(rounds, in: &world)
    for index in controllers.indices {
      controllers[index].list(at: world.now, in: world.cluster, actions: &actions)
      if controllers[index].syncsOnDelivery, controllers[index].hasWork {
        controllers[index].sync(at: world.now, in: world.cluster, actions: &actions)
      }
      performActions(of: index, in: &world)
    }
  }
}

/// The controllers see what was written, and act.
extension ControllerManager {
  /// Wakes a controller, or applies what it has written.
  mutating func handle(_ event: ControllerEvent, in world: inout World) {
    switch event {
    case .timerDue(let index, let process, let timer):
      if process == self.process { wake(Int(index), for: timer, in: &world) }
    case .writeArrived(let slot): arrive(slot, in: &world)
    }
  }

  /// Posts the periodic work of the controllers, as far as it is needed.
  mutating func begin(_ rounds: NeededRounds, in world: inout World) {
    self.rounds = rounds
    for index in controllers.indices {
      controllers[index].begin(rounds, actions: &actions)
      performActions(of: index, in: &world)
    }
  }

  /// Lets the controllers see what has reached their watches.
  ///
  /// They share their watches, as the real ones share informers.
  mutating func observeChanges(in world: inout World) {
    let positions = world.takeChanges(for: .controllers)
    let subjects = world.cluster.changes.subjects(in: positions)
    for index in controllers.indices
    where !controllers[index].interests.isDisjoint(with: subjects) {
      controllers[index].observe(
        positions, at: world.now, in: world.cluster, actions: &actions)
      if controllers[index].syncsOnDelivery, controllers[index].hasWork {
        controllers[index].sync(at: world.now, in: world.cluster, actions: &actions)
      }
      performActions(of: index, in: &world)
    }
  }

  /// A controller's timer is due.
  private mutating func wake(
    _ index: Int, for timer: ControllerTimer, in world: inout World
  ) {
    if let period = controllers[index].period(of: timer) {
      post(timer, of: index, after: period, in: &world)
    }
    controllers[index].wake(
      for: timer, at: world.now, in: world.cluster, actions: &actions)
    performActions(of: index, in: &world)
  }

  /// A controller's write reaches the API server.
  private mutating func arrive(_ slot: Int32, in world: inout World) {
    // What reaches the watches at this instant was there before: controllers look at it first.
    if world.hasUnread(for: .controllers) {
      world.loop.post(.controller(.writeArrived(slot)), after: .zero)
      return
    }
    let entry = take(slot)
    guard !entry.isLost else { return }
    if case .setNodeReady(let node, let status, _) = entry.write, entry.sent > entry.asked,
      world.cluster.nodes[node.row].ready != status
    {
      world.recording.delayedConditions.append(
        DelayedCondition(time: world.now, node: node, wait: entry.sent - entry.asked))
    }
    let outcome = world.write(entry.write)
    guard entry.process == process else { return }
    controllers[entry.controller].observe(
      outcome, of: entry.write, at: world.now, in: world.cluster, actions: &actions)
    performActions(of: entry.controller, in: &world)
  }

  /// Does what a controller asked for: each write waits for the client's rate limit and takes the
  /// API server's time. An event that is written takes a turn of the client too.
  private mutating func performActions(of index: Int, in world: inout World) {
    guard !actions.isEmpty else { return }
    var sent = world.now
    for row in actions.indices {
      switch actions[row] {
      case .write(let write): sent = send(write, of: index, in: &world)
      case .addToRequest(let write): send(write, of: index, at: sent, in: &world)
      case .createPods(let workload, let count):
        for _ in 0..<count { send(.createPod(of: workload), of: index, in: &world) }
      case .setTimer(let timer, let delay):
        post(timer, of: index, after: delay, in: &world)
      case .recordEvent(let event):
        if world.record(event) { clients[index].addEvent(at: world.now) }
      case .recordObjectEvent(let event):
        if world.record(event) { clients[index].addEvent(at: world.now) }
      case .readMetrics(let request): ask(request, of: index, in: &world)
      }
    }
    actions.removeAll(keepingCapacity: true)
  }

  /// Asks the metrics APIs: reading the target's scale and the metrics takes a request each.
  private mutating func ask(
    _ request: MetricsRequest, of index: Int, in world: inout World
  ) {
    let entry = PendingMetricsRequest(controller: index, process: process, request: request)
    let slot = freeMetricsSlots.popLast() ?? Int32(metricsRequests.count)
    if Int(slot) == metricsRequests.count {
      metricsRequests.append(entry)
    } else {
      metricsRequests[Int(slot)] = entry
    }
    world.loop.post(
      .metrics(.requested(slot)),
      after: world.configuration.controlPlane.apiServerWriteLatency * 2)
  }

  /// Takes the question of `slot`, which arrives; nil if nobody waits for the answer any more.
  mutating func takeMetricsRequest(_ slot: Int32) -> PendingMetricsRequest? {
    defer {
      metricsRequests[Int(slot)] = nil
      freeMetricsSlots.append(slot)
    }
    guard let entry = metricsRequests[Int(slot)], entry.process == process else { return nil }
    return entry
  }

  /// Gives a controller what the metrics APIs have answered.
  mutating func deliver(
    _ readings: [MetricsReading], for pending: PendingMetricsRequest, in world: inout World
  ) {
    controllers[pending.controller].observe(
      readings, for: pending.request, at: world.now, in: world.cluster, actions: &actions)
    performActions(of: pending.controller, in: &world)
  }

  private func post(
    _ timer: ControllerTimer, of index: Int, after delay: SimulationDuration,
    in world: inout World
  ) {
    let event = ControllerEvent.timerDue(
      controller: UInt8(index), process: process, timer)
    world.loop.post(.controller(event), after: delay)
  }

  /// Sends a request at the client's next turn; returns when that is.
  @discardableResult
  private mutating func send(
    _ write: ClusterWrite, of index: Int, in world: inout World
  ) -> SimulationTime {
    let sent = clients[index].takeForWrite(at: world.now)
    send(write, of: index, at: sent, in: &world)
    return sent
  }

  private mutating func send(
    _ write: ClusterWrite, of index: Int, at sent: SimulationTime, in world: inout World
  ) {
    let slot = keep(write, of: index, asked: world.now, sent: sent)
    world.loop.post(
      .controller(.writeArrived(slot)),
      at: sent + world.configuration.controlPlane.apiServerWriteLatency)
  }
}

extension World {
  fileprivate mutating func record(_ event: ObjectEvent) -> Bool {
    guard let subject = EventObject.Subject(event.object) else { return false }
    return correlateEvent(
      event.reason, event.component, subject, event.index, isWarning: event.isWarning,
      .text(recording.row(of: event.message)))
  }

  fileprivate mutating func record(_ event: WorkloadEvent) -> Bool {
    let message: EventMessage =
      switch event.message {
      case .created(let pod): .created(pod)
      case .deleted(let pod): .deleted(pod)
      case .text(let text): .text(recording.row(of: text))
      }
    return correlateEvent(
      event.reason, cluster.workloads[event.workload.row].kind.controller, .workload,
      event.workload.index, isWarning: event.isWarning, message)
  }
}
