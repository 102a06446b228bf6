import ClusterState
import KubernetesObjects
import SimulationEngine

/// No node is promised more than it has, unless somebody bound a pod by hand.
extension World {
  /// `load` is what is known of the nodes' pods; what is on resized nodes may not fit any more.
  func verifyNodes(
    _ load: borrowing NodeLoad, resized: Set<NodeID>
  ) throws(InvariantViolation) {
    for row in cluster.nodes.indices {
      let node = NodeID(row)
      let holding = Holding(of: node, in: cluster)
      guard load.podCounts[row] == holding.podCount else {
        throw violation(
          describe(node),
          "is said to hold \(load.podCounts[row]) pods that have not ended; there are "
            + "\(holding.podCount)")
      }
      for resource in 0..<cluster.resources.count where ResourceID(resource) != .pods {
        let known = load.requested(ResourceID(resource), on: node)
        guard known == holding.requests[resource] else {
          throw violation(
            describe(node),
            "is said to have \(known) of \(cluster.resources[ResourceID(resource)]) requested; "
              + "the sum over its pods is \(holding.requests[resource])")
        }
      }
      guard holding.equals(cluster.requestTotals(on: node)) else {
        throw violation(
          describe(node), "counts its pods' requests as \(cluster.requestTotals(on: node))")
      }
      guard cluster.nodes[row].isPresent, !resized.contains(node),
        !holding.pods.contains(where: isBoundByHand)
      else {
        continue
      }
      try verifyCapacity(of: node, holding)
    }
  }

  private func verifyCapacity(
    of node: NodeID, _ holding: Holding
  ) throws(InvariantViolation) {
    let record = cluster.nodes[node.row]
    guard Int64(holding.podCount) <= record.allocatablePods else {
      throw violation(
        describe(node),
        "holds \(holding.podCount) pods and can hold \(record.allocatablePods)")
    }
    for resource in 0..<cluster.resources.count where ResourceID(resource) != .pods {
      let id = ResourceID(resource)
      // The classic scheduler minds nothing but pods, cpu and memory.
      guard isModern || id == .cpu || id == .memory else { continue }
      guard
        holding.requests[resource] == 0
          || holding.requests[resource] <= Int128(record.allocatable[id])
      else {
        throw violation(
          describe(node),
          "has \(holding.requests[resource]) of \(cluster.resources[id]) requested and "
            + "\(record.allocatable[id]) allocatable")
      }
    }
    for (place, port) in holding.ports.enumerated() {
      let isTaken = holding.ports[..<place].contains { $0.conflicts(with: port) }
      guard !isTaken else {
        throw violation(describe(node), "has host port \(port.port) taken twice")
      }
    }
  }

  private var isModern: Bool { configuration.controlPlane.profile == .modern }

  /// Whether `pod` came to its node without the scheduler.
  private func isBoundByHand(_ pod: PodID) -> Bool {
    pod.row >= recording.attemptCounts.count || recording.attemptCounts[pod.row] == 0
  }

  /// What the pods on a node that have not ended hold, summed one by one.
  private struct Holding {
    var pods: ContiguousArray<PodID> = []
    var podCount: Int32 = 0
    var requests: [Int128]
    var ports: ContiguousArray<HostPort> = []

    func equals(_ totals: RequestTotals) -> Bool {
      totals.pods == Int64(podCount) && totals.milliCPU == requests[ResourceID.cpu.row]
        && totals.memoryBytes == requests[ResourceID.memory.row]
        && totals.ephemeralStorageBytes == requests[ResourceID.ephemeralStorage.row]
    }

    init(of node: NodeID, in cluster: borrowing ClusterState) {
      var found: ContiguousArray<PodID> = []
      cluster.pods.forEach(on: node) { found.append($0) }
      requests = Array(repeating: 0, count: cluster.resources.count)
      for pod in found where !cluster.pods[pod].phase.isTerminal {
        let template = cluster.templates[cluster.pods[pod].template]
        pods.append(pod)
        podCount += 1
        for resource in requests.indices where ResourceID(resource) != .pods {
          requests[resource] += Int128(
            template.requestsWithDevices[ResourceID(resource)])
        }
        ports += template.hostPorts
      }
      // A device that carries shares counts as requested, however many pods have them.
      if let gpu = cluster.resources.find(ResourceName.gpu.rawValue) {
        requests[gpu.row] += Int128(cluster.devices.sharedCount(row: node.row))
      }
    }
  }
}
