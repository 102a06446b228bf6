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
    for index in profile.scorers.indices {
      let scorer = profile.scorers[index]
      if scorer.runsPreScore {
        switch profile.scorers[index].plugin.preScore(search.run.pod, nodes, cluster, &cache) {
        case .proceed: break
        case .skip:
          if level == .everything { record.skippedScores.append(scorer.name) }
          continue
        case .failed(let reason):
          decision.error = "running PreScore plugin \"\(scorer.name)\": \(reason)"
          record.error = decision.error
          return
        }
      }
      guard scorer.runsScore else { continue }
      var column = ScoreColumn(nodes: nodes)
      profile.scorers[index].plugin.score(search.run.pod, cluster, cache, &column)
      let raw = column.scores
      profile.scorers[index].plugin.normalize(&column, maximum: profile.maximumScore, cache)
      if let bad = column.scores.first(where: { $0 < 0 || $0 > profile.maximumScore }) {
        decision.error =
          "plugin \"\(scorer.name)\" returns an invalid score \(bad), it should in the range of "
          + "[0, \(profile.maximumScore)] after normalizing"
        record.error = decision.error
        return
      }
      for place in totals.indices { totals[place] &+= column.scores[place] &* scorer.weight }
      if level == .everything {
        record.scores.append(
          DecisionRecord.Scores(
            plugin: scorer.name, weight: scorer.weight, raw: raw, normalized: column.scores))
      }
    }
    if !profile.ranksNodes { totals = ContiguousArray(repeating: 1, count: nodes.count) }
    select(nodes, totals, cluster, level, &record, &decision)
  }

  private mutating func select(
    _ nodes: ContiguousArray<NodeID>, _ totals: ContiguousArray<Int64>, _ cluster: ClusterState,
    _ level: RecordingLevel, _ record: inout DecisionRecord, _ decision: inout Decision
  ) {
    var best: ContiguousArray<NodeID> = []
    var top = Int64.min
    for (place, node) in nodes.enumerated() {
      if totals[place] > top {
        top = totals[place]
        best.removeAll(keepingCapacity: true)
      }
      if totals[place] == top { best.append(node) }
    }
    decision.score = top
    decision.ties = best.count
    decision.node = tieBreak.choose(best, cache, cluster.symbols)
    if level == .everything {
      record.totals = totals
      record.best = best
    }
  }
}
