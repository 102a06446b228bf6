import ClusterState

/// PreScore, Score, NormalizeScore and the choice.
extension Scheduler {
  /// Ranks the feasible nodes and takes one of the best.
  mutating func choose(
    _ search: NodeSearch, _ profile: inout Profile, _ cluster: ClusterState,
    _ level: RecordingLevel, _ record: inout DecisionRecord, _ decision: inout Decision
  ) {
    let nodes = search.feasible
    if nodes.count == 1 && level < .everything {
      decision.node = nodes[0]
      decision.ties = 1
      tieBreak.notePlacement()
      return
    }
    var totals = ContiguousArray<Int64>(repeating: 0, count: nodes.count)
    guard addScores(of: nil, search, &profile, cluster, level, &totals, &record, &decision) else {
      return
    }
    if !profile.ranksNodes { totals = ContiguousArray(repeating: 1, count: nodes.count) }
    select(search, totals, cluster, level, &record, &decision)
  }

  /// Adds the weighted scores of the plugins in the places that are set in `mask`, or of all, to
  /// `totals`; false if the cycle ends with an error.
  mutating func addScores(
    of mask: UInt64?, _ search: NodeSearch, _ profile: inout Profile, _ cluster: ClusterState,
    _ level: RecordingLevel, _ totals: inout ContiguousArray<Int64>,
    _ record: inout DecisionRecord, _ decision: inout Decision
  ) -> Bool {
    for index in profile.scorers.indices {
      if let mask, mask >> UInt64(index) & 1 == 0 { continue }
      let scorer = profile.scorers[index]
      if level < .everything,
        case .nothing = scorer.plugin.dependence(on: search.run.pod, cluster, cache)
      {
        continue
      }
      if scorer.runsPreScore {
        switch profile.scorers[index].plugin.preScore(
          search.run.pod, search.feasible, cluster, &cache)
        {
        case .proceed: break
        case .skip:
          if level == .everything { record.skippedScores.append(scorer.name) }
          continue
        case .failed(let reason):
          decision.error = "running PreScore plugin \"\(scorer.name)\": \(reason)"
          record.error = decision.error
          return false
        }
      }
      guard scorer.runsScore else { continue }
      // Taken out while it is used, so that it is filled in place.
      var column = ScoreColumn(nodes: [])
      swap(&column, &scratch.column)
      defer { swap(&column, &scratch.column) }
      column.reset(to: search.feasible)
      profile.scorers[index].plugin.score(search.run.pod, cluster, cache, &column)
      let raw = level == .everything ? column.scores : []
      profile.scorers[index].plugin.normalize(&column, maximum: profile.maximumScore, cache)
      if let bad = column.add(to: &totals, weight: scorer.weight, upTo: profile.maximumScore) {
        decision.error =
          "plugin \"\(scorer.name)\" returns an invalid score \(bad), it should in the range of "
          + "[0, \(profile.maximumScore)] after normalizing"
        record.error = decision.error
        return false
      }
      if level == .everything {
        record.scores.append(
          DecisionRecord.Scores(
            plugin: scorer.name, weight: scorer.weight, raw: raw, normalized: column.scores))
      }
    }
    return true
  }

  /// Takes one of the feasible nodes with the best total.
  mutating func select(
    _ search: NodeSearch, _ totals: ContiguousArray<Int64>, _ cluster: ClusterState,
    _ level: RecordingLevel, _ record: inout DecisionRecord, _ decision: inout Decision
  ) {
    var top = Int64.min
    for total in totals where total > top { top = total }
    var best: ContiguousArray<NodeID> = []
    for place in totals.indices where totals[place] == top { best.append(search.feasible[place]) }
    decision.score = top
    decision.ties = best.count
    decision.node = pick(best, search, cluster)
    if level == .everything {
      record.totals = totals
      record.best = best
    }
  }

  /// One of `best`: a drawn one is counted off in the order in which the search came to them.
  private mutating func pick(
    _ best: ContiguousArray<NodeID>, _ search: NodeSearch, _ cluster: ClusterState
  ) -> NodeID {
    guard let number = tieBreak.numberInSearch(among: best.count) else {
      return tieBreak.choose(best, &cache, cluster.symbols)
    }
    if best.count == 1 { return best[0] }
    cache.order.refresh()
    let count = cache.order.nodes.count
    var offsets = NodeSet(capacity: count)
    for node in best {
      let position = cache.order.position(of: node)
      let isPastEnd = position < search.start
      offsets.insert(NodeID(position - search.start + (isPastEnd ? count : 0)))
    }
    let offset = offsets.member(number: number)?.row ?? 0
    return cache.order.nodes[(search.start + offset) % count]
  }
}
