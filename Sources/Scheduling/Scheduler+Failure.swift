import ClusterState

/// What happens when a pod fits nowhere: PostFilter and the message.
extension Scheduler {
  /// The verdicts of the last pass on the nodes that `search` turned down.
  func tally(of search: NodeSearch) -> VerdictTally {
    guard search.rejection == nil else { return VerdictTally() }
    var counts = VerdictCounts()
    search.rejected.forEach { counts.add(pass.verdict(on: $0)) }
    return counts.tally
  }

  /// Makes room if the profile can, and says why the pod does not fit: the nodes are turned down
  /// as `tally` says.
  mutating func fail(
    _ search: NodeSearch, _ tally: VerdictTally, _ profile: Profile, _ cluster: ClusterState,
    _ level: RecordingLevel, _ record: inout DecisionRecord, _ decision: inout Decision
  ) {
    decision.rejectedBy = rejectingPlugins(search, tally)
    let outcome = postFilter(search, tally, profile, cluster, level)
    decision.losesNomination = outcome.losesNomination
    if let node = outcome.nominated.first {
      var chosen = node
      if outcome.nominated.count > 1 {
        chosen = tieBreak.chooseForPreemption(outcome.nominated, &cache, cluster.symbols)
      }
      decision.nominatedNode = chosen
      decision.victims = outcome.candidates.first { $0.node == chosen }?.victims ?? []
    }
    guard level >= .message else { return }
    decision.message = message(search, tally, profile, cluster)
    if !outcome.message.isEmpty { decision.message += " " + outcome.message }
    record.message = decision.message
    record.unschedulablePlugins = names(of: decision.rejectedBy, search)
    record.preemption = profile.postFilters.isEmpty ? nil : outcome
  }

  /// The plugins that turned down the pod or at least one node, and those that named nodes.
  ///
  /// A rejection before Filter that no eviction cures is that of one plugin alone. Source:
  /// `RunPreFilterPlugins` and `findNodesThatFitPod`, Kubernetes 1.34.
  private func rejectingPlugins(
    _ search: NodeSearch, _ tally: VerdictTally
  ) -> RejectingPlugins {
    let filters = search.run.filters
    func places(where isMeant: (String) -> Bool) -> RejectingPlugins {
      filters.indices.filter { isMeant(filters[$0].name) }.reduce(into: []) {
        $0.formUnion(RejectingPlugins(place: $1))
      }
    }
    var plugins: RejectingPlugins = []
    if let rejection = search.rejection {
      plugins = places { $0 == rejection.plugin }
      if rejection.status.code == .unschedulableAndUnresolvable { return plugins }
    } else {
      plugins = tally.plugins
    }
    return search.restrictingPlugins.isEmpty
      ? plugins : plugins.union(places(where: search.restrictingPlugins.contains))
  }

  private func names(of plugins: RejectingPlugins, _ search: NodeSearch) -> [String] {
    search.run.filters.indices.filter { plugins.contains(RejectingPlugins(place: $0)) }.map {
      search.run.filters[$0].name
    }
  }

  /// `0/5 nodes are available: …`, without what PostFilter adds.
  private func message(
    _ search: NodeSearch, _ tally: VerdictTally, _ profile: Profile, _ cluster: ClusterState
  ) -> String {
    if let rejection = search.rejection {
      let reasons = rejection.status.reasons.joined(separator: ", ")
      return "0/\(cache.nodeCount) nodes are available: \(reasons)."
    }
    var told = tally
    if profile.checksAllFilters {
      var counts = VerdictCounts()
      for entry in pass.allVerdicts { counts.add(entry.verdict) }
      told = counts.tally
    }
    var message = FitMessage()
    for (verdict, count) in told.entries {
      message.add(search.run.reasons(for: verdict, cluster), nodes: count)
    }
    message.add(search.absentStatus.reasons, nodes: cache.nodeCount - tally.rejectedCount)
    return message.text(nodeCount: cache.nodeCount)
  }

  /// Runs the PostFilter plugins in order until one succeeds.
  ///
  /// Source: `frameworkImpl.RunPostFilterPlugins`, Kubernetes 1.34. With dynamic resources a pod
  /// that ended in PreFilter finds no state of that plugin, and the search for victims is not
  /// reached: the odd "not found".
  private mutating func postFilter(
    _ search: NodeSearch, _ tally: VerdictTally, _ profile: Profile, _ cluster: ClusterState,
    _ level: RecordingLevel
  ) -> PreemptionRecord {
    var outcome = PreemptionRecord()
    var messages: [String] = []
    for plugin in profile.postFilters {
      switch plugin {
      case .dynamicResources:
        if search.rejection?.status.code == .unschedulableAndUnresolvable {
          outcome.status = .error
          outcome.message = "not found"
          return outcome
        }
        messages.append(DynamicResources.verdict(on: search.run.pod, in: cluster))
      case .defaultPreemption(let preemption):
        outcome = preempt(
          search, tally, preemption, cluster, triesAll: level == .everything)
        if outcome.status == .success {
          outcome.message = ""
          return outcome
        }
        if !outcome.message.isEmpty { messages.append(outcome.message) }
      }
    }
    outcome.message = messages.joined(separator: ", ")
    return outcome
  }

  /// Tells everything about the filtering.
  func tell(_ search: NodeSearch, _ record: inout DecisionRecord, _ cluster: ClusterState) {
    record.preFilter = search.rejection
    for index in search.run.filters.indices where !search.run.isActive[index] {
      record.skippedFilters.append(search.run.filters[index].name)
    }
    record.feasible = search.feasible
    guard search.rejection == nil else { return }
    let absent = search.absentStatus
    var feasible = NodeSet(capacity: cache.rowCount)
    for node in search.feasible { feasible.insert(node) }
    if search.examinedCount == 0, let plugin = search.restrictingPlugins.first {
      record.preFilter = (plugin, absent)
      return
    }
    var verdicts: [NodeID: [Verdict]] = [:]
    if pass.allVerdicts.isEmpty {
      search.rejected.forEach { verdicts[$0] = [pass.verdict(on: $0)] }
    } else {
      for entry in pass.allVerdicts { verdicts[entry.node, default: []].append(entry.verdict) }
    }
    cache.present.forEach { node in
      if let known = verdicts[node] {
        let told = known.map { verdict in
          DecisionRecord.NodeVerdict(
            plugin: search.run.filters[Int(verdict.plugin)].name, code: verdict.rejection.code,
            reasons: search.run.reasons(for: verdict, cluster))
        }
        record.rejections.append(
          DecisionRecord.Rejection(node: node, verdicts: told, isAbsent: false))
      } else if !search.isSampled && !feasible.contains(node) {
        let told = DecisionRecord.NodeVerdict(
          plugin: "", code: absent.code, reasons: absent.reasons)
        record.rejections.append(
          DecisionRecord.Rejection(node: node, verdicts: [told], isAbsent: true))
      }
    }
  }
}
