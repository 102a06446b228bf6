import ClusterState
import SimulationEngine

/// What happens in the cluster while pods wait.
extension SchedulingQueue {
  /// Whether an event would change anything: a pod is parked, or is in flight.
  public var heedsEvents: Bool { counts.unschedulable > 0 || counts.inFlight > 0 }

  /// Wakes the parked pods that `event` can help, those that were parked first before the others.
  public mutating func handle(_ event: ClusterEvent, at now: SimulationTime, hint: Hint) {
    if counts.unschedulable > 0 {
      for item in parked.items(where: { helps(event, $0, $1, hint) }) {
        if let row = currentRow(of: item) { wake(row, at: now) }
      }
    }
    if counts.inFlight > 0 { events.append(event) }
  }

  /// Notes that `pod` was given another template: other labels, fewer gates, further tolerations.
  ///
  /// `changes` are the events that this makes for the pod itself. Source: `PriorityQueue.Update`,
  /// Kubernetes 1.34.
  public mutating func update(
    _ pod: PodID, template: PodTemplateID, isGated: Bool, changes: [ClusterEvent],
    at now: SimulationTime, hint: Hint
  ) {
    guard let row = pods.row(of: pod) else { return }
    switch pods[row].place {
    case .gated:
      pods[row].template = template
      if !isGated { activate(row) }
    case .active, .backoff, .binding: pods[row].template = template
    case .inFlight:
      pods[row].template = template
      events.append(contentsOf: changes)
    case .unschedulable:
      changeTemplate(ofParked: row, template)
      let plugins = pods[row].rejectedBy
      if changes.contains(where: { helps($0, template, plugins, hint) }) { wake(row, at: now) }
    }
  }

  /// Says whether the deletions that make room for `pod` are still being asked for.
  public mutating func setPreempting(_ pod: PodID, _ isPreempting: Bool) {
    if let row = pods.row(of: pod) { pods[row].isPreempting = isPreempting }
  }

  /// Moves the pods that have been parked too long: every half minute.
  public mutating func flushUnschedulable(at now: SimulationTime) {
    for item in parked.items(where: { _, _ in true }) {
      guard let row = currentRow(of: item),
        now - pods[row].time > settings.unschedulableTimeout
      else { continue }
      wake(row, at: now)
    }
  }

  /// When, later than `now`, the pods that have been parked longest are to be looked at; nil if
  /// there are none.
  public mutating func nextUnschedulableFlush(after now: SimulationTime) -> SimulationTime? {
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
      pods[row].sequence == item.sequence
    else { return nil }
    return row
  }

  private mutating func changeTemplate(ofParked row: Int, _ template: PodTemplateID) {
    let item = ParkedPods.Item(pod: pods[row].pod, sequence: pods[row].sequence)
    parked.leave(pods[row].group)
    pods[row].template = template
    pods[row].group = parked.park(item, template, pods[row].rejectedBy)
  }
}
