import ClusterState
import KubernetesObjects

/// The kubelet's own look at a pod that was bound to it: does it fit after all?
///
/// It matters for pods that were bound by hand and for nodes that changed since the decision: the
/// pod then fails, and its controller makes another. Source: `pkg/kubelet/lifecycle/predicate.go`,
/// Kubernetes 1.2 to 1.34.
enum AdmissionCheck {
  /// Why `pod` cannot run on the node that it is bound to, or nil if it can.
  static func failure(
    of pod: PodID, in cluster: borrowing ClusterState, maxPods: Int64
  ) -> PodFailure? {
    let record = cluster.pods[pod]
    let node = cluster.nodes[record.node.row]
    let template = cluster.templates[record.template]
    var census = Census()
    var isOlder = true
    cluster.pods.forEach(on: record.node) { other in
      if other == pod { isOlder = false }
      let neighbor = cluster.pods[other]
      if isOlder && !neighbor.phase.isTerminal { census.add(cluster.templates[neighbor.template]) }
    }
    let podLimit = node.allocatablePods > 0 ? node.allocatablePods : maxPods
    if census.pods + 1 > podLimit { return .outOfPods }
    if let shortage = shortage(template.requests, node.allocatable, census) { return shortage }
    if template.hostPorts.contains(where: { wanted in
      census.ports.contains { wanted.conflicts(with: $0) }
    }) {
      return .hostPortConflict
    }
    for label in template.pod.spec.nodeSelector ?? Labels() {
      guard let key = cluster.symbols.find(label.key),
        let value = cluster.symbols.find(label.value),
        node.labels[key] == value
      else { return .nodeAffinity }
    }
    return nil
  }

  private struct Census {
    var pods: Int64 = 0
    var requests = ResourceAmounts.zero
    var extended = ContiguousArray<Int64>()
    var ports: [HostPort] = []

    mutating func add(_ template: PodTemplate) {
      pods += 1
      requests.milliCPU &+= template.requests.milliCPU
      requests.memoryBytes &+= template.requests.memoryBytes
      requests.ephemeralStorageBytes &+= template.requests.ephemeralStorageBytes
      for amount in template.requests.extended {
        while extended.count <= amount.resource.row { extended.append(0) }
        extended[amount.resource.row] &+= amount.amount
      }
      ports += template.hostPorts
    }
  }

  private static func shortage(
    _ wanted: ResourceAmounts, _ allocatable: ResourceAmounts, _ census: Census
  ) -> PodFailure? {
    func lacks(_ wanted: Int64, _ allocatable: Int64, _ used: Int64) -> Bool {
      wanted > 0 && wanted > allocatable - used
    }
    if lacks(wanted.milliCPU, allocatable.milliCPU, census.requests.milliCPU) { return .outOfCPU }
    if lacks(wanted.memoryBytes, allocatable.memoryBytes, census.requests.memoryBytes) {
      return .outOfMemory
    }
    if lacks(
      wanted.ephemeralStorageBytes, allocatable.ephemeralStorageBytes,
      census.requests.ephemeralStorageBytes)
    {
      return .outOfResource
    }
    let isShort = wanted.extended.contains {
      let row = $0.resource.row
      let used = row < census.extended.count ? census.extended[row] : 0
      return lacks($0.amount, allocatable[$0.resource], used)
    }
    return isShort ? .outOfResource : nil
  }
}
