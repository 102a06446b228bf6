import ClusterState
import NodeAgents
import SimulationEngine

/// Kubernetes events, as their recorders write them.
extension World {
  mutating func recordEvent(_ reason: String, _ component: String, node: NodeID) {
    recordEvent(reason, component, .node, node.index, isWarning: false, .nodeStatus(node))
  }

  mutating func recordKubeletEvent(
    _ reason: KubeletEventReason, _ pod: PodID, container: UInt16, _ image: Symbol
  ) {
    recordEvent(
      reason.name, "kubelet", .pod, pod.index, isWarning: reason.isWarning,
      .kubelet(container: container, image: image, reason))
  }

  /// Writes down an event with a text of its own, if events are written down.
  mutating func recordEvent(
    _ reason: String, _ component: String, _ subject: EventObject.Subject, _ index: Int32,
    isWarning: Bool, message: String
  ) {
    guard configuration.recordsEvents else { return }
    let text = EventMessage.text(recording.row(of: message))
    recordEvent(reason, component, subject, index, isWarning: isWarning, text)
  }

  /// Writes down an event, if events are written down.
  mutating func recordEvent(
    _ reason: String, _ component: String, _ subject: EventObject.Subject, _ index: Int32,
    isWarning: Bool, _ message: EventMessage
  ) {
    guard configuration.recordsEvents else { return }
    correlateEvent(reason, component, subject, index, isWarning: isWarning, message)
  }

  /// Hands an event to its component's recorder; returns whether it is written, also if nobody
  /// wants to read it.
  @discardableResult
  mutating func correlateEvent(
    _ reason: String, _ component: String, _ subject: EventObject.Subject, _ index: Int32,
    isWarning: Bool, _ message: EventMessage
  ) -> Bool {
    var event = EventObject(
      time: now, isWarning: isWarning, reason: recording.row(of: reason), subject: subject,
      index: index, component: recording.row(of: component), message: message)
    let row = Int32(recording.events.count)
    let hadSeries = !events.openSeries.isEmpty
    defer { if !hadSeries, !events.openSeries.isEmpty { postEventSeriesReview() } }
    switch events.judge(event, row: row, by: EventCorrelator.Recorder(component)) {
    case .dropped: return false
    case .written(let first, let count, let isCombined):
      guard configuration.recordsEvents else { return true }
      event.first = first ?? row
      event.count = count
      event.isCombined = isCombined
      recording.events.append(event)
      return true
    }
  }

  /// Writes the counts of series that are over, and looks again while there are others.
  mutating func reviewEventSeries() {
    let counts = events.reviewSeries(at: now)
    if !events.openSeries.isEmpty { postEventSeriesReview() }
    guard configuration.recordsEvents else { return }
    for series in counts {
      var event = recording.events[Int(series.first)]
      event.time = now
      event.first = series.first
      event.count = series.count
      recording.events.append(event)
    }
  }

  /// The recorder's rounds have gone on since the start of the run.
  private mutating func postEventSeriesReview() {
    let period = EventCorrelator.finishTime
    let rounds = (now - .zero) / period
    loop.post(.eventSeriesDue, at: .zero + period * (rounds + 1))
  }
}
