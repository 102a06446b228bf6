import ClusterState
import KubernetesObjects

/// One pod on one node, for those who choose nodes themselves.
extension Scheduler {
  /// What placing `pod` on `node` comes to, by the filters of the profile in place `profile`: a
  /// decision for that node with the claims to be bound, or one for none with the reasons.
  ///
  /// Nothing is scored and nothing is placed.
  public mutating func examine(
    _ pod: PendingPod, on node: NodeID, profile index: Int, _ cluster: ClusterState
  ) -> (decision: Decision, reasons: [String]) {
    cache.refreshGroups(cluster)
    let profile = profiles[index]
    var search = NodeSearch(
      run: FilterRun(
        pod: pod, priority: cache.requirements[pod.template.row].template.priority,
        filters: profile.filters,
        isActive: ContiguousArray(repeating: true, count: profile.filters.count)))
    preFilter(&search, profile, cluster)
    var decision = Decision()
    decision.examinedCount = 1
    if let rejection = search.rejection { return (decision, rejection.status.reasons) }
    if let restriction = search.restriction, !restriction.contains(node) {
      return (decision, search.absentStatus.reasons)
    }
    if let verdict = search.run.verdict(on: node, &trial, cluster, cache) {
      return (decision, search.run.reasons(for: verdict, cluster))
    }
    decision.node = node
    decision.feasibleCount = 1
    decision.claims = search.run.claimAssignments(on: node, cluster, cache)
    return (decision, [])
  }

  /// Whether `devices` of `node` are there and free for what `pod` asks for, and as many as that.
  public func areFree(
    _ devices: DeviceSet, of node: NodeID, for pod: PendingPod
  ) -> Bool {
    guard let demand = cache.requirements[pod.template.row].template.devices else { return false }
    return Int64(devices.count) == (demand.isShare ? 1 : demand.count)
      && cache.devices.areFree(devices, for: demand, row: node.row)
  }
}
