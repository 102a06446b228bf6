import ClusterState
import Controllers
import NodeAgents
import SimulationEngine

/// What is written down, and when.
extension SimulationState {
  /// Writes down what a write means for the reports.
  mutating func record(_ change: ClusterChange) {
    switch change.subject {
    case .pod: followPod(PodID(Int(change.index)), at: change.time)
    case .node: recordNode(NodeID(Int(change.index)), change)
    case .workload:
      recordWorkload(WorkloadID(Int(change.index)), at: change.time)
    case .endpoints: recordService(ServiceID(Int(change.index)), at: change.time)
    case .service, .resourceQuota, .disruptionBudget, .other: break
    }
  }

  private mutating func recordNode(_ node: NodeID, _ change: ClusterChange) {
    followNode(node, at: change.time)
    let record = cluster.nodes[node.row]
    guard change.verb == .reported, record.readyTransition == change.time else { return }
    let row = NodeConditionChange(
      time: change.time, node: node, status: record.ready, reason: record.readyReason)
    if recording.nodeConditions.last != row { recording.nodeConditions.append(row) }
  }

  private mutating func recordWorkload(_ id: WorkloadID, at time: SimulationTime) {
    let record = cluster.workloads[id.row]
    recording.workloads.append(
      WorkloadChange(
        time: time, workload: id, desired: record.isPresent ? record.replicas : 0,
        current: record.status.replicas, ready: record.status.readyReplicas,
        available: record.status.availableReplicas, updated: record.status.updatedReplicas,
        revision: record.status.revision))
  }

  /// Writes down the services that have endpoints on `node`, which was struck or came back: what
  /// was an endpoint may lead nowhere now.
  mutating func recordServices(on node: NodeID) {
    for row in cluster.services.indices
    where cluster.services[row].readyEndpoints.contains(where: { cluster.pods[$0].node == node }) {
      recordService(ServiceID(row), at: now)
    }
  }

  private mutating func recordService(_ service: ServiceID, at time: SimulationTime) {
    let endpoints = cluster.services[service.row].readyEndpoints
    let stale = endpoints.reduce(Int32(0)) { $0 + (isServing($1) ? 0 : 1) }
    recording.services.append(
      ServiceChange(
        time: time, service: service, readyEndpoints: Int32(endpoints.count),
        staleEndpoints: stale))
  }

  /// Whether a connection to `pod` would be answered.
  private func isServing(_ pod: PodID) -> Bool {
    let record = cluster.pods[pod]
    return record.node.isPresent && kubelets.isUp(record.node) && kubelets.isRunning(pod, cluster)
  }

  mutating func recordEvent(_ reason: String, _ component: String, node: NodeID) {
    recordEvent(reason, component, .node, node.index, isWarning: false, .nodeStatus(node))
  }

  mutating func recordKubeletEvent(_ reason: KubeletEventReason, _ pod: PodID, _ image: Symbol) {
    recordEvent(
      reason.rawValue, "kubelet", .pod, pod.index, isWarning: reason.isWarning,
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
