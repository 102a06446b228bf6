import ClusterState

/// Bringing what is kept for a template up to date.
extension Scheduler {
  /// The plugins whose judgments on the pod's template are kept, and those that are to be asked
  /// anew.
  struct EvaluationPlan {
    var kept = TemplateEvaluation.Plan()
    var filtersToAsk: UInt64 = 0
    var scorersToAsk: UInt64 = 0
  }

  /// Sorts the plugins that take part by what their judgment depends on.
  func evaluationPlan(
    _ run: FilterRun, _ profile: borrowing Profile, _ cluster: ClusterState
  ) -> EvaluationPlan {
    var plan = EvaluationPlan()
    for index in run.filters.indices where run.isActive[index] && run.filters[index].runsFilter {
      let bit: UInt64 = 1 << UInt64(index)
      switch run.filters[index].plugin.dependence(on: run.pod, cluster, cache) {
      case .nothing: break
      case .node: plan.kept.nodeFilters |= bit
      case .nodeAndPods: plan.kept.podFilters |= bit
      case .cluster: plan.filtersToAsk |= bit
      }
    }
    for index in profile.scorers.indices where profile.scorers[index].runsScore {
      let bit: UInt64 = 1 << UInt64(index)
      switch profile.scorers[index].plugin.dependence(on: run.pod, cluster, cache) {
      case .nothing: break
      case .node: plan.kept.nodeScorers |= bit
      case .nodeAndPods: plan.kept.podScorers |= bit
      case .cluster: plan.scorersToAsk |= bit
      }
    }
    return plan
  }

  /// Brings `evaluation` up to date with the nodes.
  mutating func refresh(
    _ evaluation: inout TemplateEvaluation, _ plan: TemplateEvaluation.Plan, _ run: FilterRun,
    _ profile: inout Profile, _ cluster: ClusterState
  ) {
    let end = cache.touched.end
    if evaluation.orderVersion == cache.order.version, evaluation.plan == plan,
      let changes = cache.touched.changes(after: evaluation.seen), changes.count <= evaluation.count
    {
      guard !changes.isEmpty, !evaluation.isIrregular else { return }
      scratch.collect(changes, cache.order)
      prepareScorers(&evaluation, run.pod, &profile, cluster, isFirst: false)
      update(&evaluation, run, &profile, cluster)
    } else {
      evaluation.reset(count: cache.order.nodes.count)
      evaluation.plan = plan
      evaluation.orderVersion = cache.order.version
      scratch.collect(all: cache.order.nodes)
      prepareScorers(&evaluation, run.pod, &profile, cluster, isFirst: true)
      judgeObjects(&evaluation, run, &profile, cluster)
      judge(&evaluation, run, &profile, cluster)
      for move in scratch.moves { evaluation.setFeasible(move.sum, at: Int(move.position)) }
      evaluation.rebuildBests()
    }
    evaluation.seen = end
  }

  /// Judges the nodes that have changed.
  private mutating func update(
    _ evaluation: inout TemplateEvaluation, _ run: FilterRun, _ profile: inout Profile,
    _ cluster: ClusterState
  ) {
    if scratch.objects.isEmpty {
      judge(&evaluation, run, &profile, cluster)
      for move in scratch.moves { evaluation.place(move.sum, at: Int(move.position)) }
    } else {
      let classCount = evaluation.classes.count
      judgeObjects(&evaluation, run, &profile, cluster)
      judge(&evaluation, run, &profile, cluster)
      for move in scratch.moves { evaluation.setFeasible(move.sum, at: Int(move.position)) }
      if evaluation.classes.count == classCount {
        for node in scratch.nodes {
          evaluation.rebuildBest(of: cache.order.position(of: node) >> 6)
        }
      } else {
        evaluation.rebuildBests()
      }
    }
  }

  /// Lets the score plugins whose judgment is kept prepare for the pod; the first time finds out
  /// which of them skip it.
  private mutating func prepareScorers(
    _ evaluation: inout TemplateEvaluation, _ pod: PendingPod, _ profile: inout Profile,
    _ cluster: ClusterState, isFirst: Bool
  ) {
    let kept = evaluation.plan.nodeScorers | evaluation.plan.podScorers
    if isFirst { evaluation.activeScorers = kept }
    (evaluation.activeScorers & kept).forEachBit { index in
      guard profile.scorers[index].runsPreScore else { return }
      switch profile.scorers[index].plugin.preScore(pod, [], cluster, &cache) {
      case .proceed: break
      case .skip: evaluation.activeScorers &= ~(1 << UInt64(index))
      case .failed: evaluation.isIrregular = true
      }
    }
  }

  /// Asks the plugins that look at objects about the nodes whose object has changed.
  private mutating func judgeObjects(
    _ evaluation: inout TemplateEvaluation, _ run: FilterRun, _ profile: inout Profile,
    _ cluster: ClusterState
  ) {
    trial.start(over: scratch.objects)
    run.filter(&trial, only: evaluation.plan.nodeFilters, cluster, cache)
    for node in scratch.objects {
      evaluation.setPassesNode(false, at: cache.order.position(of: node))
    }
    for node in trial.list {
      evaluation.setPassesNode(true, at: cache.order.position(of: node))
    }
    var columns: ContiguousArray<ContiguousArray<Int64>> = []
    (evaluation.activeScorers & evaluation.plan.nodeScorers).forEachBit { index in
      scratch.column.reset(to: scratch.objects)
      profile.scorers[index].plugin.score(run.pod, cluster, cache, &scratch.column)
      columns.append(scratch.column.scores)
    }
    for (row, node) in scratch.objects.enumerated() {
      evaluation.classify(
        at: cache.order.position(of: node), scorerCount: columns.count
      ) { columns[$0][row] }
    }
  }

  /// Asks the plugins that look at the pods on nodes about the nodes that have changed, and
  /// collects those whose judgment is another one now.
  private mutating func judge(
    _ evaluation: inout TemplateEvaluation, _ run: FilterRun, _ profile: inout Profile,
    _ cluster: ClusterState
  ) {
    scratch.asked.removeAll(keepingCapacity: true)
    for node in scratch.nodes where evaluation.passesNode(at: cache.order.position(of: node)) {
      scratch.asked.append(node)
    }
    trial.start(over: scratch.asked)
    run.filter(&trial, only: evaluation.plan.podFilters, cluster, cache)
    sumScores(&evaluation, run.pod, &profile, cluster)
    scratch.collectMoves(passed: trial.list, evaluation, cache.order)
  }

  /// Sums the weighted final scores of the nodes that have passed.
  private mutating func sumScores(
    _ evaluation: inout TemplateEvaluation, _ pod: PendingPod, _ profile: inout Profile,
    _ cluster: ClusterState
  ) {
    scratch.sums.removeAll(keepingCapacity: true)
    scratch.sums.append(contentsOf: repeatElement(0, count: trial.list.count))
    (evaluation.activeScorers & evaluation.plan.podScorers).forEachBit { index in
      scratch.column.reset(to: trial.list)
      profile.scorers[index].plugin.score(pod, cluster, cache, &scratch.column)
      let weight = profile.scorers[index].weight
      for place in scratch.sums.indices {
        let score = scratch.column.scores[place]
        if score < 0 || score > profile.maximumScore { evaluation.isIrregular = true }
        scratch.sums[place] &+= score &* weight
      }
    }
    for place in scratch.sums.indices where !NodeScore.sums.contains(scratch.sums[place]) {
      evaluation.isIrregular = true
      scratch.sums[place] = 0
    }
  }
}

extension UInt64 {
  /// Calls `body` with the place of each set bit, in ascending order.
  @inline(__always)
  func forEachBit(_ body: (Int) -> Void) {
    var word = self
    while word != 0 {
      body(word.trailingZeroBitCount)
      word &= word &- 1
    }
  }
}
