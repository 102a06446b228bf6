import ClusterState

/// The filters of a profile, prepared for one pod, and what the pods promised to nodes mean to it.
///
/// A copy is a trial: pods can be added to and removed from nodes in the filters' eyes without a
/// trace in the original.
struct FilterRun: Sendable {
  let pod: PendingPod
  let priority: Int32
  /// The profile's filters, as prepared.
  var filters: ContiguousArray<Profile.Filter>
  /// Whether each filter takes part: it runs in the profile and has not excused itself.
  var isActive: ContiguousArray<Bool>

  /// Runs every active filter over `pass`.
  func filter(_ pass: inout FilterPass, _ cluster: ClusterState, _ cache: SchedulerCache) {
    for index in filters.indices where isActive[index] && filters[index].runsFilter {
      pass.begin(plugin: index)
      filters[index].plugin.filter(pod, cluster, cache, &pass)
      if pass.isExhausted { return }
    }
  }

  /// Runs the filters in the places that are set in `mask` over `pass`.
  func filter(
    _ pass: inout FilterPass, only mask: UInt64, _ cluster: ClusterState, _ cache: SchedulerCache
  ) {
    mask.forEachBit { index in
      if pass.isExhausted { return }
      pass.begin(plugin: index)
      filters[index].plugin.filter(pod, cluster, cache, &pass)
    }
  }

  /// The first verdict against `node` alone, or nil if the pod fits.
  func verdict(
    on node: NodeID, _ pass: inout FilterPass, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Verdict? {
    var nodes = NodeSet(capacity: cache.rowCount)
    nodes.insert(node)
    pass.start(over: nodes, capacity: cache.rowCount)
    filter(&pass, cluster, cache)
    return pass.feasible.isEmpty ? pass.verdict(on: node) : nil
  }

  /// Adds `placed` to `node`, in the cache and in the filters' eyes.
  mutating func add(
    _ placed: PlacedPod, to node: NodeID, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) {
    cache.addPod(placed, on: node)
    for index in filters.indices where isActive[index] {
      filters[index].plugin.addPod(placed, on: node, for: pod, cluster, cache)
    }
  }

  /// Removes `placed` from `node`, in the cache and in the filters' eyes.
  mutating func remove(
    _ placed: PlacedPod, from node: NodeID, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) {
    cache.removePod(placed.pod, from: node)
    for index in filters.indices where isActive[index] {
      filters[index].plugin.removePod(placed, from: node, for: pod, cluster, cache)
    }
  }

  /// The first verdict against `node`, first with the pods that it is promised to, then without.
  ///
  /// Source: `RunFilterPluginsWithNominatedPods`, Kubernetes 1.34.
  func verdict(
    on node: NodeID, respecting nominations: Nominations, _ pass: inout FilterPass,
    _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> Verdict? {
    if let verdict = verdictWithPromised(on: node, nominations, &pass, cluster, &cache) {
      return verdict
    }
    return verdict(on: node, &pass, cluster, cache)
  }

  /// The first verdict against `node` with the pods that it is promised to; nil if the pod fits or
  /// nothing is promised.
  func verdictWithPromised(
    on node: NodeID, _ nominations: Nominations, _ pass: inout FilterPass,
    _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> Verdict? {
    let promised = nominations.respected(on: node, by: pod.pod, priority: priority)
    guard !promised.isEmpty else { return nil }
    let (pods, ports) = (cache.pods[node.row], cache.usedPorts[node.row])
    var trial = self
    for other in promised { trial.add(other, to: node, cluster, &cache) }
    let verdict = trial.verdict(on: node, &pass, cluster, cache)
    for other in promised { cache.removePod(other.pod, from: node) }
    cache.restore(pods, ports: ports, on: node)
    return verdict
  }

  /// The reasons of `verdict`.
  func reasons(for verdict: Verdict, _ cluster: ClusterState) -> [String] {
    filters[Int(verdict.plugin)].plugin.reasons(for: verdict.rejection.detail, in: cluster)
  }
}
