import ClusterState
import NodeAgents
import SimulationEngine

/// Kubernetes events, if they are written down.
extension World {
  mutating func recordEvent(_ reason: String, _ component: String, node: NodeID) {
    recordEvent(reason, component, .node, node.index, isWarning: false, .nodeStatus(node))
  }

  mutating func recordKubeletEvent(_ reason: KubeletEventReason, _ pod: PodID, _ image: Symbol) {
    recordEvent(
      reason.name, "kubelet", .pod, pod.index, isWarning: reason.isWarning,
      .kubelet(image: image, reason))
  }

  /// Writes down an event with a text of its own.
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
    recording.events.append(
      EventObject(
        time: now, isWarning: isWarning, reason: recording.row(of: reason), subject: subject,
        index: index, component: recording.row(of: component), message: message))
  }
}
