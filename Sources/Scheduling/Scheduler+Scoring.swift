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
    var (top, ties) = (Int64.min, 0)
    for total in totals {
      if total > top { (top, ties) = (total, 0) }
      if total == top { ties += 1 }
    }
    decision.score = top
    decision.ties = ties
    keepRanking(search.feasible, totals)
    decision.node = pick(top, ties, search, totals, cluster)
    if level == .everything {
      record.totals = totals
      record.best = search.nodes(withTotal: top, totals)
    }
  }

  /// One of the `ties` nodes whose total is `top`: a drawn one is counted off in the order in which
  /// the search came to them.
  private mutating func pick(
    _ top: Int64, _ ties: Int, _ search: NodeSearch, _ totals: ContiguousArray<Int64>,
    _ cluster: ClusterState
  ) -> NodeID {
    guard let number = tieBreak.numberInSearch(among: ties), ties > 1 else {
      return tieBreak.choose(search.nodes(withTotal: top, totals), &cache, cluster.symbols)
    }
    cache.order.refresh()
    let (positions, nodes) = (cache.order.positions, search.feasible)
    var places = NodeSet(capacity: cache.order.nodes.count)
    places.insert(forEach: totals.indices) {
      totals[$0] == top ? NodeID(index: positions[nodes[$0].row]) : nil
    }
    return cache.order.node(number: number, at: places, from: search.start)
  }
}

extension NodeSearch {
  /// The feasible nodes whose total is `top`; `totals` are in their order.
  fileprivate func nodes(
    withTotal top: Int64, _ totals: ContiguousArray<Int64>
  ) -> ContiguousArray<NodeID> {
    var nodes: ContiguousArray<NodeID> = []
    for place in totals.indices where totals[place] == top { nodes.append(feasible[place]) }
    return nodes
  }
}
