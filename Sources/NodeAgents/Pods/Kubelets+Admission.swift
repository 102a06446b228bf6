import ClusterState
import KubernetesObjects

/// The kubelet's own look at a pod that was bound to it: does it fit after all?
///
/// It matters for pods that were bound by hand and for nodes that changed since the decision: the
/// pod then fails, and its controller makes another. Source: `pkg/kubelet/lifecycle/predicate.go`,
/// Kubernetes 1.2 to 1.34.
extension Kubelets {
  /// Why `pod` cannot run on the node that it is bound to, or nil if it can.
  func rejection(of pod: PodID, in cluster: borrowing ClusterState) -> PodRejection? {
    let place = cluster.pods[pod].node
    let template = cluster.templates[cluster.pods[pod].template]
    let allocatable = cluster.nodes[place.row].allocatable
    if cluster.pods[pod].isRemoved || !allPodsFit(on: place, cluster),
      let rejection = shortage(for: pod, template.requests, allocatable, on: place, cluster)
    {
      return rejection
    }
    if let rejection = extendedShortage(pod, template, allocatable, cluster) { return rejection }
    if !template.matches(cluster.nodes[place.row], cluster.symbols) {
      return PodRejection(failure: .nodeAffinity)
    }
    guard isHostPortTaken(pod, template, cluster) else { return nil }
    return PodRejection(
      failure: settings.namesPluginsInRejections ? .nodePorts : .hostPortConflict)
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
  ) -> PodRejection? {
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
    let maxPods = podLimit > 0 ? podLimit : settings.maxPods
    if pods >= maxPods {
      return PodRejection(
        failure: .outOfPods, resource: "pods", requested: 1, used: pods, capacity: maxPods)
    }
    let amounts: [(failure: PodFailure, name: String, Int64, used: Int64, capacity: Int64)] = [
      (.outOfCPU, "cpu", wanted.milliCPU, milliCPU, allocatable.milliCPU),
      (.outOfMemory, "memory", wanted.memoryBytes, memoryBytes, allocatable.memoryBytes),
      (
        .outOfEphemeralStorage, "ephemeral-storage", wanted.ephemeralStorageBytes,
        ephemeralStorageBytes, allocatable.ephemeralStorageBytes
      ),
    ]
    for (failure, name, requested, used, capacity) in amounts
    where requested.exceeds(capacity, lessUsed: used) {
      return PodRejection(
        failure: failure, resource: name, requested: requested, used: used, capacity: capacity)
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

  /// The extended resource that falls short, if one does. One of which the node knows nothing does
  /// not count: it is the cluster's and not the node's.
  private func extendedShortage(
    _ pod: PodID, _ template: PodTemplate, _ allocatable: ResourceAmounts,
    _ cluster: borrowing ClusterState
  ) -> PodRejection? {
    for wanted in template.requestsWithDevices.extended {
      guard let offered = allocatable.extended.first(where: { $0.resource == wanted.resource })
      else { continue }
      var used: Int64 = 0
      forEachAdmitted(before: pod, cluster) {
        used = used.addingSaturating($0.requestsWithDevices[wanted.resource])
      }
      if wanted.amount.exceeds(offered.amount, lessUsed: used) {
        return PodRejection(
          failure: .outOfResource, resource: cluster.resources[wanted.resource],
          requested: wanted.amount, used: used, capacity: offered.amount)
      }
    }
    return nil
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
