import ClusterState
import SimulationEngine

/// What every event must preserve. Checked after each event in tests and with
/// `--check-invariants`; O(nodes + pods).
extension SimulationState {
  func checkInvariants() {
    checkPods()
    checkServices()
  }

  private func checkPods() {
    var requested = [Int64](repeating: 0, count: cluster.nodes.count)
    var counts = [Int32](repeating: 0, count: cluster.nodes.count)
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      precondition(!(pod.isReady && pod.phase != .running), "only a running pod is ready")
      precondition(!pod.scheduled.isSet || pod.scheduled >= pod.created, "bound before created")
      guard pod.node.isPresent, !pod.isRemoved, !pod.phase.isTerminal else { continue }
      requested[pod.node.row] += cluster.templates[pod.template].requests.milliCPU
      counts[pod.node.row] += 1
    }
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let node = NodeID(row)
      precondition(
        load.requested(.cpu, on: node) == requested[row], "requests differ from the sum over pods")
      precondition(load.podCounts[row] == counts[row], "the count of pods differs")
      precondition(
        counts[row] == 0 || requested[row] <= cluster.nodes[row].allocatable.milliCPU
          || hasPodBoundByHand(node), "a node is overcommitted")
    }
  }

  private func hasPodBoundByHand(_ node: NodeID) -> Bool {
    var found = false
    cluster.pods.forEach(on: node) { pod in
      if pod.row >= recording.attemptCounts.count || recording.attemptCounts[pod.row] == 0 {
        found = true
      }
    }
    return found
  }

  private func checkServices() {
    for service in cluster.services {
      for pod in service.readyEndpoints {
        precondition(cluster.pods[pod].firstReady.isSet, "an endpoint was never ready")
      }
    }
  }
}
