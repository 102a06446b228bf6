import ClusterState
import SimulationEngine

/// The pods that wait for the scheduler: the active queue, those backing off after a failure, those
/// that wait for an event that can help, and those behind gates.
///
/// Source: `pkg/scheduler/backend/queue/scheduling_queue.go`, Kubernetes 1.34.
public struct SchedulingQueue: Sendable {
  /// Where a pod is.
  public enum Place: Hashable, Sendable {
    /// Ready to be taken.
    case active
    /// Waiting after a failure; `isError` if that was no rejection.
    case backoff(isError: Bool)
    /// Waiting for an event that can help.
    case unschedulable
    /// Behind a scheduling gate.
    case gated
    /// Taken: being scheduled or bound.
    case inFlight
  }

  /// What the queue knows of a pod.
  public struct Entry: Sendable {
    /// What the pod was stamped from.
    public let template: PodTemplateID
    let priority: Int32
    /// Where the pod is.
    public fileprivate(set) var place: Place
    /// How often the pod has been taken.
    public fileprivate(set) var attempts = 0
    /// How often it was turned down.
    public fileprivate(set) var rejections = 0
    /// How often in a row something else went wrong.
    public fileprivate(set) var errors = 0
    /// The plugins that turned it down the last time.
    public fileprivate(set) var rejectedBy: [String] = []
    /// When it came to the queue, the first time or again.
    public fileprivate(set) var time: SimulationTime
    fileprivate var sequence: Int
    fileprivate var firstEvent = 0
  }

  /// The order of pods that back off: by whole second, then as in the active queue.
  private struct BackoffOrder: Comparable, Sendable {
    let second: Int64
    let order: PrioritySort

    static func < (a: Self, b: Self) -> Bool {
      a.second != b.second ? a.second < b.second : a.order < b.order
    }
  }

  /// How long pods wait.
  public let settings: QueueSettings
  private var entries: [PodID: Entry] = [:]
  private var active = PodHeap<PrioritySort>()
  private var backoff = PodHeap<BackoffOrder>()
  private var errorBackoff = PodHeap<BackoffOrder>()
  /// The pods that wait for an event, in order of parking; some may have left.
  private var parked: ContiguousArray<(pod: PodID, sequence: Int)> = []
  private var sequence = 0
  /// The events since the oldest pod in flight was taken.
  private var events: ContiguousArray<ClusterEvent> = []
  private var eventsBefore = 0
  private var inFlightCount = 0

  /// An empty queue.
  public init(_ settings: QueueSettings = QueueSettings()) { self.settings = settings }

  /// What the queue knows of `pod`; nil if it has left, or never came.
  public subscript(pod: PodID) -> Entry? { entries[pod] }

  /// The number of pods that wait or are in flight.
  public var count: Int { entries.count }

  /// Takes in a pod that is new, or whose gates have changed.
  public mutating func add(
    _ pod: PodID, template: PodTemplateID, priority: Int32, isGated: Bool,
    at now: SimulationTime
  ) {
    guard entries[pod] == nil || entries[pod]?.place == .gated else { return }
    entries[pod] = Entry(
      template: template, priority: priority, place: .gated, time: now, sequence: sequence)
    if !isGated { activate(pod, at: now) }
  }

  /// Lets `pod` leave: it was bound or is gone.
  public mutating func remove(_ pod: PodID) {
    if entries[pod]?.place == .inFlight { land() }
    entries[pod] = nil
  }

  /// Takes the pod whose turn it is; with an empty active queue one that backs off from a
  /// rejection, early.
  public mutating func pop() -> PodID? {
    while let (key, pod) = active.popFirst() {
      guard entries[pod]?.place == .active, entries[pod]?.sequence == key.sequence else { continue }
      return take(pod)
    }
    guard settings.popsFromBackoff else { return nil }
    while let (key, pod) = backoff.popFirst() {
      guard isCurrent(pod, key, isError: false) else { continue }
      return take(pod)
    }
    return nil
  }

  /// Parks `pod`, which was taken and turned down by `plugins`, until an event can help.
  ///
  /// Events that came while it was being scheduled are made up for.
  public mutating func reject(
    _ pod: PodID, by plugins: [String], at now: SimulationTime,
    hint: (ClusterEvent, PodTemplateID, String) -> Bool
  ) {
    guard var entry = entries[pod], entry.place == .inFlight else { return }
    entry.rejections += 1
    entry.errors = 0
    entry.rejectedBy = plugins
    entry.time = now
    sequence += 1
    entry.sequence = sequence
    entry.place = .unschedulable
    let missed = events[max(entry.firstEvent - eventsBefore, 0)...]
    let isHelped = plugins.isEmpty || missed.contains { helps($0, entry, hint) }
    entries[pod] = entry
    parked.append((pod, sequence))
    land()
    if isHelped { move(pod, at: now) }
  }

  /// Lets `pod`, which was taken, wait because something went wrong that is no rejection.
  public mutating func fail(_ pod: PodID, at now: SimulationTime) {
    guard var entry = entries[pod], entry.place == .inFlight else { return }
    entry.errors += 1
    entry.time = now
    entries[pod] = entry
    land()
    backOff(pod, isError: true)
  }

  /// Wakes the parked pods that `event` can help.
  ///
  /// - Parameter hint: whether an event can help a pod of a template that a plugin turned down;
  ///   see `QueueingHints`.
  public mutating func handle(
    _ event: ClusterEvent, at now: SimulationTime,
    hint: (ClusterEvent, PodTemplateID, String) -> Bool
  ) {
    if inFlightCount > 0 { events.append(event) }
    var waiting: ContiguousArray<(pod: PodID, sequence: Int)> = []
    swap(&waiting, &parked)
    for item in waiting {
      guard let entry = entries[item.pod], entry.place == .unschedulable,
        entry.sequence == item.sequence
      else { continue }
      if helps(event, entry, hint) {
        move(item.pod, at: now)
      } else {
        parked.append(item)
      }
    }
  }

  /// Makes the pods active whose wait has passed: every second, on the second.
  public mutating func flushBackoff(at now: SimulationTime) {
    let second = now.microseconds / 1_000_000
    while let (key, pod) = backoff.first, key.second <= second {
      _ = backoff.popFirst()
      if isCurrent(pod, key, isError: false) { activate(pod, at: entries[pod]?.time ?? now) }
    }
    while let (key, pod) = errorBackoff.first, key.second <= second {
      _ = errorBackoff.popFirst()
      if isCurrent(pod, key, isError: true) { activate(pod, at: entries[pod]?.time ?? now) }
    }
  }

  /// Moves the pods that have been parked too long: every half minute.
  public mutating func flushUnschedulable(at now: SimulationTime) {
    var waiting: ContiguousArray<(pod: PodID, sequence: Int)> = []
    swap(&waiting, &parked)
    for item in waiting {
      guard let entry = entries[item.pod], entry.place == .unschedulable,
        entry.sequence == item.sequence
      else { continue }
      let waited = now.microseconds - entry.time.microseconds
      if waited > settings.unschedulableTimeout.microseconds {
        move(item.pod, at: now)
      } else {
        parked.append(item)
      }
    }
  }

  /// When the next pod that backs off may be made active; nil if none does.
  public var nextBackoffExpiry: SimulationTime? {
    let seconds = [backoff.first?.key.second, errorBackoff.first?.key.second].compactMap { $0 }
    return seconds.min().map { SimulationTime(microseconds: $0 * 1_000_000) }
  }

  private func helps(
    _ event: ClusterEvent, _ entry: Entry, _ hint: (ClusterEvent, PodTemplateID, String) -> Bool
  ) -> Bool {
    event == .wildcard
      || entry.rejectedBy.contains { event.concerns($0) && hint(event, entry.template, $0) }
  }

  private func isCurrent(_ pod: PodID, _ key: BackoffOrder, isError: Bool) -> Bool {
    entries[pod]?.place == .backoff(isError: isError)
      && entries[pod]?.sequence == key.order.sequence
  }

  private mutating func take(_ pod: PodID) -> PodID {
    entries[pod]?.place = .inFlight
    entries[pod]?.attempts += 1
    entries[pod]?.firstEvent = eventsBefore + events.count
    inFlightCount += 1
    return pod
  }

  /// One pod less is in flight; without any, the events are forgotten.
  private mutating func land() {
    inFlightCount -= 1
    guard inFlightCount == 0 else { return }
    eventsBefore += events.count
    events.removeAll(keepingCapacity: true)
  }

  private mutating func activate(_ pod: PodID, at time: SimulationTime) {
    guard let entry = entries[pod] else { return }
    sequence += 1
    entries[pod]?.place = .active
    entries[pod]?.sequence = sequence
    entries[pod]?.time = time
    active.push(
      pod, PrioritySort(priority: entry.priority, time: time, sequence: sequence))
  }

  /// Moves a parked pod to the active queue if its wait has passed, else to those that back off.
  private mutating func move(_ pod: PodID, at now: SimulationTime) {
    guard let entry = entries[pod] else { return }
    if expiry(entry, isError: false) <= now.microseconds / 1_000_000 {
      activate(pod, at: entry.time)
    } else {
      backOff(pod, isError: false)
    }
  }

  private mutating func backOff(_ pod: PodID, isError: Bool) {
    guard let entry = entries[pod] else { return }
    sequence += 1
    entries[pod]?.place = .backoff(isError: isError)
    entries[pod]?.sequence = sequence
    let order = BackoffOrder(
      second: expiry(entry, isError: isError),
      order: PrioritySort(priority: entry.priority, time: entry.time, sequence: sequence))
    if isError { errorBackoff.push(pod, order) } else { backoff.push(pod, order) }
  }

  /// The second in which the wait ends: counted from the failure, the fraction dropped.
  private func expiry(_ entry: Entry, isError: Bool) -> Int64 {
    let wait = settings.backoff(after: isError ? entry.errors : entry.rejections)
    return (entry.time.microseconds + wait.microseconds) / 1_000_000
  }
}
