import ClusterState

/// Opportunistic batching: pods alike in a row use the ranking of the first.
extension Scheduler {
  /// Begins a cycle: counts it, and finds out whether the pod's ranking will be kept.
  mutating func beginBatching(_ search: NodeSearch, _ profile: Profile, place index: Int) {
    batching.cycle += 1
    batching.key = nil
    guard rules.has(.batching), search.rejection == nil else { return }
    let pod = search.run.pod
    let signature = batching.signature(
      of: pod.template, cache.requirements[pod.template.row], profile, place: index)
    guard let signature else { return }
    while batching.batches.count <= index { batching.batches.append(OpportunisticBatch()) }
    batching.ranking.removeAll()
    batching.key = .init(signature: signature, nodeName: pod.nodeName)
  }

  /// Tries the next node of the last pod's ranking, if it may be used; returns it if the pod fits.
  ///
  /// Source: `OpportunisticBatch.GetNodeHint`, Kubernetes 1.36.
  mutating func tryHint(
    _ search: inout NodeSearch, place index: Int, _ cluster: ClusterState
  ) -> NodeID? {
    guard let key = batching.key,
      batching.batches[index].isUsable(by: key, cycle: batching.cycle, at: now)
    else { return nil }
    let last = batching.batches[index].lastNode
    guard cache.present.contains(last),
      search.run.verdict(on: last, &trial, cluster, cache) != nil
    else { return nil }
    let hint = tieBreak.chooseForPreemption(
      batching.batches[index].best(), &cache, cluster.symbols)
    batching.batches[index].remove(hint)
    return examineAlone(hint, &search, cluster) ? hint : nil
  }

  /// Notes the totals of feasible nodes, if the ranking will be kept.
  mutating func keepRanking(
    _ nodes: ContiguousArray<NodeID>, _ totals: ContiguousArray<Int64>
  ) {
    guard batching.key != nil else { return }
    batching.ranking.nodes = nodes
    batching.ranking.totals = totals
  }

  /// Ends a cycle that has placed a pod: what is left of its ranking is for the next one.
  ///
  /// Source: `OpportunisticBatch.StoreScheduleResults`, Kubernetes 1.36.
  mutating func endBatching(place index: Int, _ decision: Decision) {
    guard decision.node.isPresent, index < batching.batches.count else { return }
    batching.batches[index].notePlacement(on: decision.node, cycle: batching.cycle)
    if decision.usesHint { return }
    batching.batches[index].replace(
      by: &batching.ranking, of: batching.key, without: decision.node, at: now)
    batching.ranking.removeAll()
  }
}
