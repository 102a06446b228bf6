import ClusterState

/// How much of an explanation is worked out.
public enum ExplanationDepth: Sendable {
  /// Verdicts and scores.
  case verdicts
  /// Also what would have to change for each node that was turned down.
  case changes
}

extension Scheduler {
  /// Explains the attempt that this scheduler would make for `pod` next, and changes nothing.
  ///
  /// The attempt is made twice, each time by a copy. The first decides as the scheduler itself
  /// will: it draws equal numbers, and ends its search for victims where the scheduler's will
  /// end. The second tells everything, for which it scores even a single feasible node.
  public func explanation(
    of pod: PendingPod, profile index: Int = 0, _ cluster: ClusterState,
    depth: ExplanationDepth = .changes
  ) -> DecisionExplanation {
    var twin = self
    var told = DecisionRecord()
    let decision = twin.schedule(pod, profile: index, cluster, level: .message, &told)
    var talker = self
    var record = DecisionRecord()
    _ = talker.schedule(pod, profile: index, cluster, level: .everything, &record)
    return DecisionExplanation(
      decision: decision, record: record, preemption: told.preemption,
      obstacles: depth == .changes ? obstacles(to: pod, index, record, cluster) : [],
      nodeCount: cache.nodeCount, tieBreak: tieBreak)
  }

  /// What stands in the way on each node that `record` says was turned down.
  ///
  /// Every filter is asked, also those behind the one whose verdict counted.
  private func obstacles(
    to pod: PendingPod, _ index: Int, _ record: DecisionRecord, _ cluster: ClusterState
  ) -> ContiguousArray<DecisionExplanation.NodeObstacles> {
    guard !record.rejections.isEmpty else { return [] }
    var twin = self
    twin.cache.refreshGroups(cluster)
    let profile = twin.profiles[index]
    var search = NodeSearch(
      run: FilterRun(
        pod: pod, priority: cache.requirements[pod.template.row].template.priority,
        filters: profile.filters,
        isActive: ContiguousArray(repeating: true, count: profile.filters.count)))
    twin.preFilter(&search, profile, cluster)
    var nodes = NodeSet(capacity: cache.rowCount)
    for rejection in record.rejections { nodes.insert(rejection.node) }
    var found = ContiguousArray<ContiguousArray<RequiredChange>>(
      repeating: [], count: cache.rowCount)
    search.run.changes(on: nodes, cluster, twin.cache, &found)
    twin.respectPromises(on: nodes, search.run, cluster, &found)
    return ContiguousArray(
      record.rejections.map { DecisionExplanation.NodeObstacles($0, found[$0.node.row]) })
  }

  /// Names what is in the way on nodes that are promised to other pods, as if these were there.
  private mutating func respectPromises(
    on nodes: NodeSet, _ run: FilterRun, _ cluster: ClusterState,
    _ found: inout ContiguousArray<ContiguousArray<RequiredChange>>
  ) {
    var seen = NodeSet()
    for entry in nominations.entries where nodes.contains(entry.node) {
      let promised = nominations.respected(
        on: entry.node, by: run.pod.pod, priority: run.priority)
      guard !promised.isEmpty, !seen.contains(entry.node) else { continue }
      seen.insert(entry.node)
      var trial = run
      var crowded = cache
      for other in promised { trial.add(other, to: entry.node, cluster, &crowded) }
      var node = NodeSet()
      node.insert(entry.node)
      let alone = found[entry.node.row]
      found[entry.node.row] = []
      trial.changes(on: node, cluster, crowded, &found)
      if found[entry.node.row].isEmpty { found[entry.node.row] = alone }
    }
  }
}

extension FilterRun {
  /// Adds to `found`, which is by node row, what every filter that turns a node down wants changed.
  fileprivate func changes(
    on nodes: NodeSet, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ found: inout ContiguousArray<ContiguousArray<RequiredChange>>
  ) {
    var pass = FilterPass()
    for index in filters.indices where isActive[index] && filters[index].runsFilter {
      pass.start(over: nodes, capacity: cache.rowCount)
      pass.begin(plugin: index)
      filters[index].plugin.filter(pod, cluster, cache, &pass)
      var rejected = nodes
      rejected.subtract(pass.feasible)
      let name = filters[index].name
      let plugin = filters[index].plugin
      rejected.forEach { node in
        let changes = plugin.changes(for: pod, on: node, cluster, cache)
        for change in changes {
          found[node.row].append(RequiredChange(plugin: name, change: change))
        }
        guard changes.isEmpty else { return }
        for reason in reasons(for: pass.verdict(on: node), cluster) {
          found[node.row].append(RequiredChange(plugin: name, change: .other(reason)))
        }
      }
    }
  }
}

extension DecisionExplanation.NodeObstacles {
  /// What a filter that named nodes in advance says stands for nodes that no filter objects to.
  fileprivate init(
    _ rejection: DecisionRecord.Rejection, _ changes: ContiguousArray<RequiredChange>
  ) {
    node = rejection.node
    guard changes.isEmpty else {
      self.changes = changes
      return
    }
    var told: ContiguousArray<RequiredChange> = []
    for verdict in rejection.verdicts {
      for reason in verdict.reasons {
        told.append(RequiredChange(plugin: verdict.plugin, change: .other(reason)))
      }
    }
    self.changes = told
  }
}
