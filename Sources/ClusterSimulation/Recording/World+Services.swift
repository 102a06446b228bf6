import ClusterState
import NodeAgents
import SimulationEngine

/// Services whose endpoints change, or lead nowhere.
extension World {
  /// Writes down the services that have endpoints on `node`, which was struck, left or came back:
  /// what was an endpoint may lead nowhere now.
  mutating func recordServices(on node: NodeID, _ kubelets: borrowing Kubelets) {
    for row in cluster.services.indices
    where cluster.services[row].readyEndpoints.contains(where: { cluster.pods[$0].node == node }) {
      recordService(ServiceID(row), at: now, kubelets)
    }
  }

  /// Writes down the services that list `pod`, which has begun to run or does not run any more.
  mutating func recordServices(listing pod: PodID, _ kubelets: borrowing Kubelets) {
    let count = cluster.endpointCount(of: pod)
    guard count > 0 else { return }
    let selecting = cluster.services(selecting: cluster.pods[pod].template)
    if selecting.count(where: { cluster.services[$0.row].contains(pod) }) == count {
      for service in selecting where cluster.services[service.row].contains(pod) {
        recordService(service, at: now, kubelets)
      }
    } else {
      // Its labels or a selector have changed, and the endpoints have not yet.
      for row in cluster.services.indices where cluster.services[row].contains(pod) {
        recordService(ServiceID(row), at: now, kubelets)
      }
    }
  }

  mutating func recordService(
    _ service: ServiceID, at time: SimulationTime, _ kubelets: borrowing Kubelets
  ) {
    let endpoints = cluster.services[service.row].readyEndpoints
    var stale: Int32 = 0
    for pod in endpoints where !isServing(pod, kubelets) { stale += 1 }
    recording.services.append(
      ServiceChange(
        time: time, service: service, readyEndpoints: Int32(endpoints.count),
        staleEndpoints: stale))
  }

  /// Whether a connection to `pod` would be answered.
  private func isServing(_ pod: PodID, _ kubelets: borrowing Kubelets) -> Bool {
    let record = cluster.pods[pod]
    return record.node.isPresent && kubelets.isUp(record.node) && kubelets.isRunning(pod, cluster)
  }
}
