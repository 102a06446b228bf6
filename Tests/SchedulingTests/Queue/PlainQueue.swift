import ClusterState
import Scheduling
import SimulationEngine

/// The scheduling queue as one list that is searched from end to end: slow, and obvious.
struct PlainQueue {
  struct Pod {
    let id: PodID
    let kind: QueuedPod.Kind
    let priority: Int32
    var place: QueuedPod.Place
    var rejectedBy: RejectingPlugins = []
    var isPreempting = false
    var isHeldBack = false
    var cause = QueueingCause.creation
    var rejections = 0
    var errors = 0
    var time: SimulationTime
    /// When it came to its place, in moves.
    var move = 0
    var missed: [ClusterEvent] = []

    /// The whole second in which its wait ends.
    var waitEnd: Int64 {
      let count = rejectedBy.isEmpty ? errors : rejections
      let wait = [1, 2, 4, 8].prefix(count).last.map { count > 4 ? 10 : $0 } ?? 0
      return (time.microseconds + Int64(wait) * 1_000_000) / 1_000_000
    }
  }

  var pods: [Pod] = []
  private var moves = 0

  private func index(_ id: PodID) -> Int? { pods.firstIndex { $0.id == id } }

  /// What comes first among the pods at `place`, by `precedes`.
  private func first(at place: QueuedPod.Place, _ precedes: (Pod, Pod) -> Bool) -> Int? {
    pods.indices.filter { pods[$0].place == place }.min { precedes(pods[$0], pods[$1]) }
  }

  private static func isBefore(_ a: Pod, _ b: Pod) -> Bool {
    if a.priority != b.priority { return a.priority > b.priority }
    return a.time != b.time ? a.time < b.time : a.move < b.move
  }

  private mutating func put(_ index: Int, _ place: QueuedPod.Place) {
    moves += 1
    pods[index].place = place
    pods[index].move = moves
  }

  private mutating func requeue(_ index: Int, at now: SimulationTime) {
    let isOver = pods[index].waitEnd < now.microseconds / 1_000_000
    put(index, isOver ? .active : .backoff(isError: pods[index].rejectedBy.isEmpty))
  }

  mutating func add(
    _ id: PodID, _ kind: QueuedPod.Kind, priority: Int32, isGated: Bool, at now: SimulationTime
  ) {
    pods.append(Pod(id: id, kind: kind, priority: priority, place: .gated, time: now))
    if !isGated { put(pods.count - 1, .active) }
  }

  mutating func ungate(_ id: PodID) {
    guard let index = index(id), pods[index].place == .gated else { return }
    pods[index].cause = .event(.unschedulablePod, .updatePodSchedulingGatesEliminated)
    put(index, .active)
  }

  mutating func remove(_ id: PodID) { pods.removeAll { $0.id == id } }

  mutating func pop() -> PodID? {
    let backoff = { (a: Pod, b: Pod) in
      a.waitEnd != b.waitEnd ? a.waitEnd < b.waitEnd : Self.isBefore(a, b)
    }
    guard
      let index = first(at: .active, Self.isBefore) ?? first(at: .backoff(isError: false), backoff)
    else { return nil }
    put(index, .inFlight)
    pods[index].missed = []
    pods[index].isHeldBack = false
    return pods[index].id
  }

  mutating func reject(
    _ id: PodID, by plugins: RejectingPlugins, at now: SimulationTime,
    _ hint: SchedulingQueue.Hint
  ) {
    guard let index = index(id) else { return }
    pods[index].rejections += 1
    pods[index].errors = 0
    pods[index].rejectedBy = plugins
    pods[index].time = now
    put(index, .unschedulable)
    let pod = pods[index]
    if let event = pod.missed.first(where: { hint($0, pod.kind, plugins, id) }) {
      wake(index, event.cause, at: now)
    }
  }

  private mutating func wake(_ index: Int, _ cause: QueueingCause, at now: SimulationTime) {
    pods[index].isHeldBack = pods[index].isPreempting
    if pods[index].isPreempting { return }
    pods[index].cause = cause
    requeue(index, at: now)
  }

  mutating func fail(_ id: PodID, at now: SimulationTime) {
    guard let index = index(id) else { return }
    pods[index].errors += 1
    pods[index].rejectedBy = []
    pods[index].time = now
    pods[index].cause = .failedAttempt
    requeue(index, at: now)
  }

  mutating func setPreempting(_ id: PodID, _ isPreempting: Bool) {
    if let index = index(id) { pods[index].isPreempting = isPreempting }
  }

  mutating func handle(
    _ event: ClusterEvent, atMost priority: Int32, at now: SimulationTime,
    _ hint: SchedulingQueue.Hint
  ) {
    let parked = pods.indices.filter { pods[$0].place == .unschedulable }
    for index in parked.sorted(by: { pods[$0].move < pods[$1].move })
    where pods[index].priority <= priority
      && (!pods[index].isHeldBack || event.action == .delete && event.resource == .assignedPod)
      && hint(event, pods[index].kind, pods[index].rejectedBy, pods[index].id)
    {
      wake(index, event.cause, at: now)
    }
    for index in pods.indices where pods[index].place == .inFlight {
      pods[index].missed.append(event)
    }
  }

  mutating func flush(at now: SimulationTime) {
    for isError in [false, true] {
      while let index = first(
        at: .backoff(isError: isError),
        { $0.waitEnd != $1.waitEnd ? $0.waitEnd < $1.waitEnd : Self.isBefore($0, $1) }),
        pods[index].waitEnd < now.microseconds / 1_000_000
      {
        put(index, .active)
      }
    }
  }

  mutating func flushUnschedulable(at now: SimulationTime) {
    let parked = pods.indices.filter { pods[$0].place == .unschedulable }
    for index in parked.sorted(by: { pods[$0].move < pods[$1].move })
    where !pods[index].isHeldBack && now - pods[index].time > .seconds(300) {
      wake(index, .unschedulableTimeout, at: now)
    }
  }

  mutating func forceActivation(_ id: PodID) {
    guard let index = index(id) else { return }
    switch pods[index].place {
    case .unschedulable, .backoff:
      pods[index].isHeldBack = pods[index].isPreempting
      if pods[index].isPreempting { return }
      pods[index].cause = .forcedActivation
      put(index, .active)
    default: break
    }
  }
}
