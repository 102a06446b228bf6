import ClusterState

/// Failures from what is kept of earlier pods of the template.
extension Scheduler {
  /// Fails the pod of `search`, of whose template no node is feasible, as the full scan would.
  ///
  /// Returns false, with nothing decided, where nodes have to be looked at one by one to find
  /// victims, or where there are too many different verdicts.
  mutating func failIncrementally(
    _ evaluation: inout TemplateEvaluation, _ search: NodeSearch, _ profile: Profile,
    _ cluster: ClusterState, _ level: RecordingLevel, _ record: inout DecisionRecord,
    _ decision: inout Decision
  ) -> Bool {
    guard !profile.preempts || !cache.hasPods(below: search.run.priority) else { return false }
    guard refreshVerdicts(&evaluation, search.run, cluster) else { return false }
    decision.examinedCount = cache.nodeCount
    nextStart %= cache.nodeCount
    fail(search, evaluation.verdicts.tally, profile, cluster, level, &record, &decision)
    return true
  }

  /// Asks the nodes that have changed why the pod of `run` does not fit; false if there are too
  /// many different verdicts to be kept.
  private mutating func refreshVerdicts(
    _ evaluation: inout TemplateEvaluation, _ run: FilterRun, _ cluster: ClusterState
  ) -> Bool {
    var nodes = NodeSet(capacity: cache.rowCount)
    if let seen = evaluation.verdicts.seen, !evaluation.verdicts.isFull,
      let changes = cache.touched.changes(after: seen), changes.count <= evaluation.count
    {
      for change in changes where cache.present.contains(change.node) { nodes.insert(change.node) }
    } else {
      evaluation.verdicts.reset(count: evaluation.count)
      nodes = cache.present
    }
    evaluation.verdicts.seen = cache.touched.end
    pass.start(over: nodes, capacity: cache.rowCount)
    run.filter(&pass, cluster, cache)
    var isComplete = true
    nodes.forEach { node in
      if evaluation.verdicts.isFull { isComplete = false }
      guard isComplete else { return }
      evaluation.verdicts.set(pass.verdict(on: node), at: cache.order.position(of: node))
    }
    if !isComplete { evaluation.verdicts.seen = nil }
    return isComplete
  }
}
