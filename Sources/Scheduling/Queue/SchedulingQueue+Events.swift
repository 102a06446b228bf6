import ClusterState
import SimulationEngine

/// What happens in the cluster while pods wait.
extension SchedulingQueue {
  /// Whether an event would change anything: a pod is parked, or is in flight.
  public var heedsEvents: Bool {
    settings.retriesRejected && (counts.unschedulable > 0 || counts.inFlight > 0)
  }

  /// Wakes the parked pods of at most `priority` that `event` can help, those that were parked
  /// first before the others.
  ///
  /// Source: `PriorityQueue.MoveAllToActiveOrBackoffQueue`, Kubernetes 1.34.
  public mutating func handle(
    _ event: ClusterEvent, atMost priority: Int32 = .max, at now: SimulationTime, hint: Hint
  ) {
    if counts.unschedulable > 0 {
      for item in helped(by: event, atMost: priority, hint) {
        guard let row = currentRow(of: item) else { continue }
        // A pod that is held back hears only of what the plugin that holds it back registered.
        if pods[row].isHeldBack && !event.isPodDeletion { continue }
        wake(row, by: event.cause, at: now)
      }
    }
    if counts.inFlight > 0 { missed.append(.event(event)) }
  }

  /// The parked pods that `event` can help, in order of parking: pods alike are judged at once, and
  /// the one that the event is about by itself.
  private func helped(
    by event: ClusterEvent, atMost priority: Int32, _ hint: Hint
  ) -> ContiguousArray<ParkedPods.Item> {
    var items = parked.items(atMost: priority) { hint(event, $0, $1, .absent) }
    guard event.pod.isPresent, let row = pods.row(of: event.pod),
      pods[row].place == .unschedulable
    else { return items }
    let own = ParkedPods.Item(
      pod: pods[row].pod, sequence: pods[row].sequence, group: pods[row].group)
    items.removeAll { $0.pod == own.pod }
    if pods[row].priority <= priority, hint(event, pods[row].kind, pods[row].rejectedBy, own.pod) {
      items.insert(own, at: items.firstIndex { $0.sequence > own.sequence } ?? items.count)
    }
    return items
  }

  /// Notes that `pod` is of another kind: it has other labels, fewer gates, further tolerations or
  /// another owner.
  ///
  /// `changes` are the events that this makes for the pod itself; one that helps is enough. Source:
  /// `PriorityQueue.Update`, Kubernetes 1.34.
  public mutating func update(
    _ pod: PodID, _ kind: QueuedPod.Kind, isGated: Bool, changes: [ClusterEvent],
    at now: SimulationTime, hint: Hint
  ) {
    guard let row = pods.row(of: pod) else { return }
    switch pods[row].place {
    case .gated:
      pods[row].kind = kind
      guard !isGated else { return }
      pods[row].cause = .event(.unschedulablePod, .updatePodSchedulingGatesEliminated)
      activate(row)
    case .active, .backoff, .binding: pods[row].kind = kind
    case .inFlight:
      pods[row].kind = kind
      for change in changes { missed.append(.event(change)) }
    case .unschedulable:
      changeKind(ofParked: row, kind)
      for change in changes where pods[row].place == .unschedulable {
        if hint(change, kind, pods[row].rejectedBy, pod) { wake(row, by: change.cause, at: now) }
      }
    }
  }

  /// Says whether the deletions that make room for `pod` are still being asked for.
  public mutating func setPreempting(_ pod: PodID, _ isPreempting: Bool) {
    if let row = pods.row(of: pod) { pods[row].isPreempting = isPreempting }
  }

  /// Makes `pod` active whatever its plugins say, now or when it has been scheduled in vain.
  ///
  /// Source: `PriorityQueue.Activate`, Kubernetes 1.34.
  public mutating func forceActivation(of pod: PodID) {
    guard let row = pods.row(of: pod) else { return }
    switch pods[row].place {
    case .inFlight: missed.append(.activation(pod))
    case .unschedulable, .backoff:
      pods[row].isHeldBack = pods[row].isPreempting
      guard !pods[row].isPreempting else { return }
      pods[row].cause = .forcedActivation
      activate(row)
    case .active, .gated, .binding: break
    }
  }

  /// Moves the pods that have been parked too long: every half minute. Those that are held back
  /// stay.
  public mutating func flushUnschedulable(at now: SimulationTime) {
    for item in parked.items(where: { _, _ in true }) {
      guard let row = currentRow(of: item), !pods[row].isHeldBack,
        now - pods[row].time > settings.unschedulableTimeout
      else { continue }
      wake(row, by: .unschedulableTimeout, at: now)
    }
  }

  /// When, later than `now`, the pods that have been parked longest are to be looked at; nil if
  /// there are none.
  public mutating func nextUnschedulableFlush(after now: SimulationTime) -> SimulationTime? {
    guard settings.retriesRejected else { return nil }
    let table = pods
    let oldest = parked.first { item in
      guard let row = table.row(of: item.pod) else { return false }
      return table[row].place == .unschedulable && table[row].sequence == item.sequence
    }
    guard let oldest, let row = pods.row(of: oldest.pod) else { return nil }
    let limit = max(now, pods[row].time.addingSaturating(settings.unschedulableTimeout))
    let period = QueueSettings.unschedulableFlushPeriod.microseconds
    return SimulationTime(
      microseconds: min(
        limit.microseconds / period, SimulationTime.latest.microseconds / period - 1)
        * period + period)
  }

  private func currentRow(of item: ParkedPods.Item) -> Int? {
    guard let row = pods.row(of: item.pod), pods[row].place == .unschedulable,
      pods[row].sequence == item.sequence, pods[row].group == item.group
    else { return nil }
    return row
  }

  private mutating func changeKind(ofParked row: Int, _ kind: QueuedPod.Kind) {
    parked.leave(pods[row].group)
    pods[row].kind = kind
    pods[row].group = parked.park(pods[row])
  }
}
