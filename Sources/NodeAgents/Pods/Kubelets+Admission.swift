import ClusterState
import KubernetesObjects

/// The kubelet's own look at a pod that was bound to it: does it fit after all?
///
/// It matters for pods that were bound by hand and for nodes that changed since the decision: the
/// pod then fails, and its controller makes another. Source: `pkg/kubelet/lifecycle/predicate.go`,
/// Kubernetes 1.2 to 1.34.
extension Kubelets {
  /// Why `pod` cannot run on the node that it is bound to, or nil if it can.
  func admissionFailure(of pod: PodID, in cluster: borrowing ClusterState) -> PodFailure? {
    let place = cluster.pods[pod].node
    let template = cluster.templates[cluster.pods[pod].template]
    let allocatable = cluster.nodes[place.row].allocatable
    if cluster.pods[pod].isRemoved || !allPodsFit(on: place, cluster),
      let failure = shortage(for: pod, template.requests, allocatable, on: place, cluster)
    {
      return failure
    }
    if lacksExtended(pod, template, allocatable, cluster) { return .outOfResource }
    if !template.matches(cluster.nodes[place.row], cluster.symbols) { return .nodeAffinity }
    return isHostPortTaken(pod, template, cluster) ? .hostPortConflict : nil
  }

  /// Whether all pods that are bound to `node` and have not ended fit there together: then each of
  /// them fits beside those that came before it.
  private func allPodsFit(on node: NodeID, _ cluster: borrowing ClusterState) -> Bool {
    let totals = cluster.requestTotals(on: node)
    let podLimit = cluster.nodes[node.row].allocatablePods
    return totals.pods <= (podLimit > 0 ? podLimit : settings.maxPods)
      && totals.milliCPU <= cluster.nodes[node.row].allocatable.milliCPU
      && totals.memoryBytes <= cluster.nodes[node.row].allocatable.memoryBytes
      && totals.ephemeralStorageBytes
        <= cluster.nodes[node.row].allocatable.ephemeralStorageBytes
  }

  /// What `node` has too little of for `pod` beside the pods that came before it, if anything.
  private func shortage(
    for pod: PodID, _ wanted: ResourceAmounts, _ allocatable: ResourceAmounts, on node: NodeID,
    _ cluster: borrowing ClusterState
  ) -> PodFailure? {
    var pods: Int64 = 0
    var milliCPU: Int64 = 0
    var memoryBytes: Int64 = 0
    var ephemeralStorageBytes: Int64 = 0
    forEachAdmitted(before: pod, cluster) { other in
      pods += 1
      milliCPU = milliCPU.addingSaturating(other.requests.milliCPU)
      memoryBytes = memoryBytes.addingSaturating(other.requests.memoryBytes)
      ephemeralStorageBytes = ephemeralStorageBytes.addingSaturating(
        other.requests.ephemeralStorageBytes)
    }
    let podLimit = cluster.nodes[node.row].allocatablePods
    if pods >= (podLimit > 0 ? podLimit : settings.maxPods) { return .outOfPods }
    if wanted.milliCPU.exceeds(allocatable.milliCPU, lessUsed: milliCPU) { return .outOfCPU }
    if wanted.memoryBytes.exceeds(allocatable.memoryBytes, lessUsed: memoryBytes) {
      return .outOfMemory
    }
    if wanted.ephemeralStorageBytes.exceeds(
      allocatable.ephemeralStorageBytes, lessUsed: ephemeralStorageBytes)
    {
      return .outOfEphemeralStorage
    }
    return nil
  }

  /// Calls `body` with the template of each pod that was bound to the node of `pod` before it and
  /// that has not ended or been turned away.
  private func forEachAdmitted(
    before pod: PodID, _ cluster: borrowing ClusterState, _ body: (PodTemplate) -> Void
  ) {
    var isOlder = true
    cluster.pods.forEach(on: cluster.pods[pod].node) { other in
      if other == pod { isOlder = false }
      guard isOlder, !cluster.pods[other].phase.isTerminal,
        other.row >= workers.count || workers[other.row].failure == nil
      else { return }
      body(cluster.templates[cluster.pods[other].template])
    }
  }

  /// Whether an extended resource falls short. One of which the node knows nothing does not count:
  /// it is the cluster's and not the node's.
  private func lacksExtended(
    _ pod: PodID, _ template: PodTemplate, _ allocatable: ResourceAmounts,
    _ cluster: borrowing ClusterState
  ) -> Bool {
    for wanted in template.requestsWithDevices.extended {
      guard let offered = allocatable.extended.first(where: { $0.resource == wanted.resource })
      else { continue }
      var used: Int64 = 0
      forEachAdmitted(before: pod, cluster) {
        used = used.addingSaturating($0.requestsWithDevices[wanted.resource])
      }
      if wanted.amount.exceeds(offered.amount, lessUsed: used) { return true }
    }
    return false
  }

  private func isHostPortTaken(
    _ pod: PodID, _ template: PodTemplate, _ cluster: borrowing ClusterState
  ) -> Bool {
    guard !template.hostPorts.isEmpty else { return false }
    var isTaken = false
    forEachAdmitted(before: pod, cluster) { other in
      isTaken =
        isTaken
        || other.hostPorts.contains { taken in
          template.hostPorts.contains { $0.conflicts(with: taken) }
        }
    }
    return isTaken
  }
}

extension PodTemplate {
  /// Whether `node` matches the node selector and the required node affinity.
  fileprivate func matches(_ node: NodeRecord, _ symbols: SymbolTable) -> Bool {
    pod.spec.selectsNode(named: .known(symbols[node.name])) { key in
      symbols.find(key).flatMap { node.labels[$0] }.map { .known(symbols[$0]) } ?? .absent
    }
  }
}

extension Int64 {
  /// The sum of two amounts, or the largest amount where it overflows.
  fileprivate func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  /// Whether this request, if there is one, is more than what is left of `allocatable`.
  fileprivate func exceeds(_ allocatable: Int64, lessUsed used: Int64) -> Bool {
    self > 0 && self > allocatable.subtractingReportingOverflow(used).partialValue
  }
}
