import ClusterState

/// Decisions from what is kept of earlier pods of the template.
extension Scheduler {
  /// Decides for the pod of `search`, whose filters are prepared, as the full scan would.
  ///
  /// Returns false, with nothing decided, where the nodes have to be asked one by one: at the first
  /// pod of a template, where nothing fits and there may be victims, where nodes are promised to
  /// pods or named in advance.
  mutating func decideIncrementally(
    _ search: inout NodeSearch, _ profile: inout Profile, place: Int, _ cluster: ClusterState,
    _ level: RecordingLevel, _ record: inout DecisionRecord, _ decision: inout Decision
  ) -> Bool {
    guard isEligible(search, profile) else { return false }
    cache.order.refresh()
    let template = search.run.pod.template
    guard
      let row = evaluations.row(of: template, profile: place, nodeCount: cache.nodeCount)
    else { return false }
    let plan = evaluationPlan(search.run, profile, cluster)
    // Taken out while it is used, so that it is changed in place.
    var evaluation = TemplateEvaluation()
    evaluations.exchange(row, with: &evaluation)
    defer { evaluations.exchange(row, with: &evaluation) }
    refresh(&evaluation, plan.kept, search.run, &profile, cluster)
    if evaluation.isIrregular { return false }
    if plan.filtersToAsk == 0, !evaluation.hasFeasible {
      return failIncrementally(&evaluation, search, profile, cluster, level, &record, &decision)
    }
    let wanted = profile.nodesToFind(among: cache.nodeCount)
    if plan.filtersToAsk == 0 && plan.scorersToAsk == 0 {
      return chooseByBlocks(&evaluation, wanted, profile, cluster, &search, &decision)
    }
    return chooseAsking(plan, &evaluation, wanted, &profile, cluster, &search, &decision)
  }

  private func isEligible(_ search: NodeSearch, _ profile: borrowing Profile) -> Bool {
    evaluation == .incremental && search.rejection == nil && search.restriction == nil
      && !search.run.pod.nominatedNode.isPresent && nominations.entries.isEmpty
      && !profile.checksAllFilters && profile.ranksNodes
      && search.run.filters.count <= 64 && profile.scorers.count <= 64
  }

  /// Takes note of what the search through `window` came to.
  private mutating func note(_ window: SearchWindow, _ decision: inout Decision) {
    decision.feasibleCount = window.feasibleCount
    decision.examinedCount = window.examinedCount
    nextStart = (window.start + window.length) % window.count
  }

  /// Decides from the best of each block alone.
  private mutating func chooseByBlocks(
    _ evaluation: inout TemplateEvaluation, _ wanted: Int, _ profile: borrowing Profile,
    _ cluster: ClusterState, _ search: inout NodeSearch, _ decision: inout Decision
  ) -> Bool {
    let window = SearchWindow(
      start: searchStart, count: evaluation.count, wanted: wanted, feasible: evaluation.feasible)
    guard window.feasibleCount > 0 else { return false }
    if window.feasibleCount == 1 {
      decision.node = cache.order.nodes[evaluation.firstFeasible(in: window)]
      decision.ties = 1
      tieBreak.notePlacement()
      note(window, &decision)
      return true
    }
    let present = evaluation.bests(in: window, &scratch.bests)
    guard addClasses(present, &evaluation, profile) else { return false }
    var top = Int64.min
    var ties = 0
    for index in scratch.bests.indices where scratch.bests[index].ties > 0 {
      let total = Int64(scratch.bests[index].score) + scratch.additions[index]
      if total > top {
        top = total
        ties = 0
      }
      if total == top { ties += Int(scratch.bests[index].ties) }
    }
    decision.score = top
    decision.ties = ties
    keepRanking(in: window, evaluation)
    decision.node = pick(top, among: ties, in: window, evaluation, cluster)
    note(window, &decision)
    return true
  }

  /// Notes the totals of all feasible nodes, if the ranking will be kept.
  private mutating func keepRanking(in window: SearchWindow, _ evaluation: TemplateEvaluation) {
    guard batching.key != nil else { return }
    evaluation.forEachFeasible(in: window) { position in
      batching.ranking.nodes.append(cache.order.nodes[position])
      batching.ranking.totals.append(evaluation.total(at: position, scratch.additions))
    }
  }

  /// One of the `ties` nodes whose total is `top`.
  private mutating func pick(
    _ top: Int64, among ties: Int, in window: SearchWindow, _ evaluation: TemplateEvaluation,
    _ cluster: ClusterState
  ) -> NodeID {
    if let number = tieBreak.numberInSearch(among: ties) {
      let position = evaluation.position(
        ofBest: number, total: top, scratch.additions, in: window)
      return cache.order.nodes[position]
    }
    var best = NodeSet(capacity: cache.rowCount)
    evaluation.forEachBest(total: top, scratch.additions, in: window) {
      best.insert(cache.order.nodes[$0])
    }
    scratch.asked.removeAll(keepingCapacity: true)
    best.forEach { scratch.asked.append($0) }
    return tieBreak.choose(scratch.asked, &cache, cluster.symbols)
  }

  /// Works out what the normalized scores add for each of the classes `present`; false if a plugin
  /// gives a score that is out of range.
  private mutating func addClasses(
    _ present: UInt64, _ evaluation: inout TemplateEvaluation, _ profile: borrowing Profile
  ) -> Bool {
    scratch.additions.removeAll(keepingCapacity: true)
    scratch.additions.append(contentsOf: repeatElement(0, count: evaluation.classes.count))
    var isInRange = true
    var scorer = 0
    (evaluation.activeScorers & evaluation.plan.nodeScorers).forEachBit { index in
      scratch.asked.removeAll(keepingCapacity: true)
      present.forEachBit { scratch.asked.append(NodeID($0)) }
      scratch.column.reset(to: scratch.asked)
      for place in scratch.asked.indices {
        scratch.column.scores[place] = evaluation.classes[scratch.asked[place].row][scorer]
      }
      profile.scorers[index].plugin.normalize(
        &scratch.column, maximum: profile.maximumScore, cache)
      for place in scratch.asked.indices {
        let score = scratch.column.scores[place]
        if score < 0 || score > profile.maximumScore { isInRange = false }
        scratch.additions[scratch.asked[place].row] &+= score &* profile.scorers[index].weight
      }
      scorer += 1
    }
    return isInRange
  }

  /// Decides with the help of plugins that look beyond a node: they are asked about the nodes that
  /// pass all others.
  private mutating func chooseAsking(
    _ plan: EvaluationPlan, _ evaluation: inout TemplateEvaluation, _ wanted: Int,
    _ profile: inout Profile, _ cluster: ClusterState, _ search: inout NodeSearch,
    _ decision: inout Decision
  ) -> Bool {
    var found: ContiguousArray<NodeID> = []
    let window = gather(plan.filtersToAsk, evaluation, wanted, search.run, cluster, &found)
    guard !found.isEmpty else { return false }
    if found.count == 1 {
      decision.node = found[0]
      decision.ties = 1
      tieBreak.notePlacement()
      note(window, &decision)
      return true
    }
    var present: UInt64 = 1
    if evaluation.classes.count > 1 {
      present = 0
      for node in found {
        present |= 1 << UInt64(evaluation.scores[cache.order.position(of: node)].classNumber)
      }
    }
    guard addClasses(present, &evaluation, profile) else { return false }
    var totals = keptTotals(of: found, evaluation)
    search.feasible = found
    search.start = window.start
    note(window, &decision)
    var record = DecisionRecord()
    guard
      addScores(
        of: plan.scorersToAsk, search, &profile, cluster, .decision, &totals, &record, &decision)
    else { return true }
    select(search, totals, cluster, .decision, &record, &decision)
    return true
  }

  /// What the judgments that are kept add up to for each of `nodes`.
  private func keptTotals(
    of nodes: ContiguousArray<NodeID>, _ evaluation: TemplateEvaluation
  ) -> ContiguousArray<Int64> {
    let (positions, additions) = (cache.order.positions, scratch.additions)
    return ContiguousArray(
      nodes.lazy.map { evaluation.total(at: Int(positions[$0.row]), additions) })
  }

  /// The nodes that the search finds, in its order: those that pass what is kept, and the filters
  /// `asked`.
  private mutating func gather(
    _ asked: UInt64, _ evaluation: TemplateEvaluation, _ wanted: Int, _ run: FilterRun,
    _ cluster: ClusterState, _ found: inout ContiguousArray<NodeID>
  ) -> SearchWindow {
    guard asked != 0 else {
      let window = SearchWindow(
        start: searchStart, count: evaluation.count, wanted: wanted, feasible: evaluation.feasible)
      evaluation.forEachFeasible(in: window) { found.append(cache.order.nodes[$0]) }
      return window
    }
    var passing = ContiguousArray<UInt64>(repeating: 0, count: evaluation.feasible.count)
    var count = 0
    let whole = SearchWindow(
      start: searchStart, count: evaluation.count, wanted: evaluation.count,
      feasible: evaluation.feasible)
    scratch.asked.removeAll(keepingCapacity: true)
    whole.forEachPiece { piece in
      (evaluation.feasible[piece.block] & piece.mask).forEachBit {
        scratch.asked.append(cache.order.nodes[piece.block << 6 | $0])
      }
      guard scratch.asked.count > wanted - count else { return true }
      count += ask(asked, run, cluster, &passing)
      return count <= wanted
    }
    _ = ask(asked, run, cluster, &passing)
    let window = SearchWindow(
      start: searchStart, count: evaluation.count, wanted: wanted, feasible: passing)
    window.forEachPiece { piece in
      (passing[piece.block] & piece.mask).forEachBit {
        found.append(cache.order.nodes[piece.block << 6 | $0])
      }
      return true
    }
    return window
  }

  /// Asks the filters `asked` about the nodes collected, notes those that pass by position, and
  /// returns their number.
  private mutating func ask(
    _ asked: UInt64, _ run: FilterRun, _ cluster: ClusterState,
    _ passing: inout ContiguousArray<UInt64>
  ) -> Int {
    trial.start(over: scratch.asked)
    scratch.asked.removeAll(keepingCapacity: true)
    run.filter(&trial, only: asked, cluster, cache)
    for node in trial.list {
      let position = cache.order.position(of: node)
      passing[position >> 6] |= 1 << UInt64(position & 63)
    }
    return trial.list.count
  }
}
