import ClusterState
import SimulationEngine

/// The pods that wait for the scheduler: the active queue, those backing off after a failure, those
/// that wait for an event that can help, and those behind gates.
///
/// Source: `pkg/scheduler/backend/queue/scheduling_queue.go`, Kubernetes 1.34.
public struct SchedulingQueue: Sendable {
  /// Whether an event can help pods of a kind that these plugins have turned down, or the one pod
  /// that is named; see `Scheduler.helps`.
  public typealias Hint = (ClusterEvent, QueuedPod.Kind, RejectingPlugins, PodID) -> Bool

  /// How many pods wait for what.
  public struct Counts: Hashable, Sendable {
    /// Ready to be taken.
    public internal(set) var active = 0
    /// Waiting for the end of a pause.
    public internal(set) var backoff = 0
    /// Waiting for an event that can help.
    public internal(set) var unschedulable = 0
    /// Behind a scheduling gate.
    public internal(set) var gated = 0
    /// Taken: being scheduled.
    public internal(set) var inFlight = 0
    /// Scheduled, their bindings on the way.
    public internal(set) var binding = 0
  }

  /// How long pods wait.
  public let settings: QueueSettings
  /// How many pods wait for what.
  public internal(set) var counts = Counts()
  var pods = QueuedPodTable()
  var parked = ParkedPods()
  private var active = PodHeap<PrioritySort>()
  private var backoff = PodHeap<BackoffOrder>()
  private var errorBackoff = PodHeap<BackoffOrder>()
  private var sequence = 0
  /// What happened since the oldest pod in flight was taken.
  var missed: ContiguousArray<MissedEvent> = []
  private var eventsBefore = 0

  /// An empty queue.
  public init(_ settings: QueueSettings = QueueSettings()) { self.settings = settings }

  /// What the queue knows of `pod`; nil if it has left, or never came.
  public subscript(pod: PodID) -> QueuedPod? { pods.row(of: pod).map { pods[$0] } }

  /// The number of pods that wait, are in flight or are being bound.
  public var count: Int { pods.count }

  /// Calls `body` for every pod, oldest first.
  public func forEach(_ body: (QueuedPod) -> Void) { pods.forEach(body) }

  /// Takes in a pod that is new.
  public mutating func add(
    _ pod: PodID, _ kind: QueuedPod.Kind, priority: Int32, isGated: Bool,
    at now: SimulationTime
  ) {
    guard pods.row(of: pod) == nil else { return }
    let row = pods.insert(
      QueuedPod(
        pod: pod, kind: kind, priority: priority, place: .gated, time: now,
        sequence: sequence))
    counts.gated += 1
    if !isGated { activate(row) }
  }

  /// Lets `pod` leave: it was bound or is gone.
  public mutating func remove(_ pod: PodID) {
    guard let row = pods.row(of: pod) else { return }
    setPlace(row, nil)
    pods.remove(pod)
  }

  /// Takes the pod whose turn it is; with an empty active queue one that backs off from a
  /// rejection, early.
  public mutating func pop() -> PodID? {
    while let (key, pod) = active.popFirst() {
      guard let row = pods.row(of: pod), pods[row].place == .active,
        pods[row].sequence == key.sequence
      else { continue }
      take(row)
      return pod
    }
    guard settings.popsFromBackoff else { return nil }
    while let (key, pod) = backoff.popFirst() {
      guard let row = currentRow(of: pod, key, isError: false) else { continue }
      take(row)
      return pod
    }
    return nil
  }

  /// Notes that `pod`, which was taken, has found a node: events are no longer kept for it.
  public mutating func assume(_ pod: PodID) {
    guard let row = pods.row(of: pod), pods[row].place == .inFlight else { return }
    setPlace(row, .binding)
  }

  /// Parks `pod`, which was taken and turned down by `plugins`, until an event can help.
  ///
  /// Events that came while it was being scheduled are made up for, whatever the priority of the
  /// pods that they were meant for. Without plugins something else went wrong, see `fail`. Source:
  /// `PriorityQueue.determineSchedulingHintForInFlightPod`, Kubernetes 1.34.
  public mutating func reject(
    _ pod: PodID, by plugins: RejectingPlugins, at now: SimulationTime, hint: Hint
  ) {
    guard !plugins.isEmpty else { return fail(pod, at: now) }
    guard let row = pods.row(of: pod), pods[row].place == .inFlight else { return }
    pods[row].rejections += 1
    pods[row].errors = 0
    pods[row].rejectedBy = plugins
    pods[row].time = now
    guard settings.retriesRejected else { return park(row) }
    let kind = pods[row].kind
    var cause: QueueingCause?
    for event in missed[max(pods[row].firstEvent - eventsBefore, 0)...] where cause == nil {
      switch event {
      case .event(let event): if hint(event, kind, plugins, pod) { cause = event.cause }
      case .activation(let activated): if activated == pod { cause = .forcedActivation }
      }
    }
    park(row)
    if let cause { wake(row, by: cause, at: now) }
  }

  /// Lets `pod`, which was taken, wait because something went wrong that is no rejection.
  public mutating func fail(_ pod: PodID, at now: SimulationTime) {
    guard let row = pods.row(of: pod),
      pods[row].place == .inFlight || pods[row].place == .binding
    else { return }
    pods[row].errors += 1
    pods[row].rejectedBy = []
    pods[row].time = now
    pods[row].cause = .failedAttempt
    requeue(row, at: now)
  }

  /// Makes the pods active whose wait has passed: every second, on the second.
  public mutating func flushBackoff(at now: SimulationTime) {
    while let (key, pod) = backoff.first, !settings.isBackingOff(until: key.expiry, at: now) {
      _ = backoff.popFirst()
      if let row = currentRow(of: pod, key, isError: false) { activate(row) }
    }
    while let (key, pod) = errorBackoff.first, !settings.isBackingOff(until: key.expiry, at: now) {
      _ = errorBackoff.popFirst()
      if let row = currentRow(of: pod, key, isError: true) { activate(row) }
    }
  }

  /// When the pods that back off are to be looked at next; nil if there are none.
  public mutating func nextBackoffFlush() -> SimulationTime? {
    while let (key, pod) = backoff.first, currentRow(of: pod, key, isError: false) == nil {
      _ = backoff.popFirst()
    }
    while let (key, pod) = errorBackoff.first, currentRow(of: pod, key, isError: true) == nil {
      _ = errorBackoff.popFirst()
    }
    let expiries = [backoff.first?.key.expiry, errorBackoff.first?.key.expiry].compactMap { $0 }
    return expiries.min().map(settings.flush)
  }
}

/// Something that happened while a pod was in flight.
enum MissedEvent: Sendable {
  case event(ClusterEvent)
  /// A pod was to become active whatever its plugins say.
  case activation(PodID)
}

/// Moves from one place to another.
extension SchedulingQueue {
  /// The order of pods that back off: by the end of the wait, then as in the active queue.
  private struct BackoffOrder: Comparable, Sendable {
    let expiry: SimulationTime
    let order: PrioritySort

    static func < (a: Self, b: Self) -> Bool {
      a.expiry != b.expiry ? a.expiry < b.expiry : a.order < b.order
    }
  }

  /// The row of `pod` if the entry `key` of a heap is its present one.
  private func currentRow(of pod: PodID, _ key: BackoffOrder, isError: Bool) -> Int? {
    guard let row = pods.row(of: pod), pods[row].place == .backoff(isError: isError),
      pods[row].sequence == key.order.sequence
    else { return nil }
    return row
  }

  /// Moves the pod in `row` to `place`, or out of the queue, and keeps the counts true.
  private mutating func setPlace(_ row: Int, _ place: QueuedPod.Place?) {
    let old = pods[row].place
    counts.add(-1, at: old)
    if old == .unschedulable { parked.leave(pods[row].group) }
    if let place {
      pods[row].place = place
      counts.add(1, at: place)
    }
    guard old == .inFlight, counts.inFlight == 0 else { return }
    // Without any pod in flight, the events are forgotten.
    eventsBefore += missed.count
    missed.removeAll(keepingCapacity: true)
  }

  private mutating func take(_ row: Int) {
    setPlace(row, .inFlight)
    pods[row].attempts += 1
    pods[row].rejectedBy = []
    pods[row].isHeldBack = false
    pods[row].firstEvent = eventsBefore + missed.count
  }

  /// Gives the pod in `row` the next number, by which its present place is told from former ones.
  @discardableResult private mutating func number(_ row: Int) -> Int {
    sequence += 1
    pods[row].sequence = sequence
    return sequence
  }

  private mutating func park(_ row: Int) {
    setPlace(row, .unschedulable)
    number(row)
    pods[row].group = parked.park(pods[row])
  }

  /// Moves the pod in `row` to the active queue.
  mutating func activate(_ row: Int) {
    setPlace(row, .active)
    let order = PrioritySort(
      priority: pods[row].priority, time: pods[row].time, sequence: number(row))
    active.push(pods[row].pod, order)
  }

  /// Moves the parked pod in `row` on because of `cause`, unless the deletions that make room for
  /// it are still being asked for.
  mutating func wake(_ row: Int, by cause: QueueingCause, at now: SimulationTime) {
    pods[row].isHeldBack = pods[row].isPreempting
    guard !pods[row].isPreempting else { return }
    pods[row].cause = cause
    requeue(row, at: now)
  }

  /// Moves the pod in `row` to the active queue if its wait has passed, else to those that back
  /// off.
  private mutating func requeue(_ row: Int, at now: SimulationTime) {
    let isError = pods[row].rejectedBy.isEmpty
    let failures = isError ? pods[row].errors : pods[row].rejections
    let expiry = settings.expiry(of: pods[row].time, after: Int(failures))
    guard settings.isBackingOff(until: expiry, at: now) else { return activate(row) }
    setPlace(row, .backoff(isError: isError))
    let order = BackoffOrder(
      expiry: expiry,
      order: PrioritySort(
        priority: pods[row].priority, time: pods[row].time, sequence: number(row)))
    if isError {
      errorBackoff.push(pods[row].pod, order)
    } else {
      backoff.push(pods[row].pod, order)
    }
  }
}

extension SchedulingQueue.Counts {
  fileprivate mutating func add(_ difference: Int, at place: QueuedPod.Place) {
    switch place {
    case .active: active += difference
    case .backoff: backoff += difference
    case .unschedulable: unschedulable += difference
    case .gated: gated += difference
    case .inFlight: inFlight += difference
    case .binding: binding += difference
    }
  }
}
