import ClusterState

extension Scheduler {
  private static let notHelpful = "Preemption is not helpful for scheduling"
  private static let noVictims = Status.unresolvable(
    "No preemption victims found for incoming pod")

  /// Looks for pods whose eviction makes room.
  ///
  /// With `triesAll` every node worth trying is tried; otherwise the search stops early, as the
  /// real one does. Source: `preemption.Evaluator.Preempt`, Kubernetes 1.34.
  mutating func preempt(
    _ search: NodeSearch, _ tally: VerdictTally, _ settings: DefaultPreemption,
    _ cluster: ClusterState, triesAll: Bool
  ) -> PreemptionRecord {
    var record = PreemptionRecord()
    if let reason = ineligibility(search, cluster) {
      record.message = "preemption: \(reason)"
      return record
    }
    if !triesAll, !cache.hasPods(below: search.run.priority) {
      let count = countWorthTrying(search, tally)
      _ = drawStart(among: count)
      record.losesNomination = true
      record.message = "preemption: \(message(withoutVictims: count))"
      return record
    }
    let nodes = nodesWorthTrying(search)
    let enough = triesAll ? nodes.count : settings.candidateCount(among: nodes.count)
    let start = triesAll ? 0 : drawStart(among: nodes.count)
    var foundCount = 0
    var harmlessCount = 0
    for offset in nodes.indices {
      let candidate = candidate(nodes[(start + offset) % nodes.count], search, cluster)
      record.candidates.append(candidate)
      guard candidate.failure == nil else { continue }
      foundCount += 1
      if candidate.budgetViolations == 0 { harmlessCount += 1 }
      if !triesAll && harmlessCount > 0 && foundCount >= enough { break }
    }
    record.nominated = CandidateRanking.best(of: record.candidates)
    if record.nominated.isEmpty {
      record.losesNomination = true
      record.message = "preemption: \(message(record))"
    } else {
      record.status = .success
    }
    return record
  }

  /// Why the pod may not preempt; nil if it may.
  ///
  /// Source: `DefaultPreemption.PodEligibleToPreemptOthers`, Kubernetes 1.34.
  private func ineligibility(_ search: NodeSearch, _ cluster: ClusterState) -> String? {
    let pod = search.run.pod
    if cache.requirements[pod.template.row].neverPreempts {
      return "not eligible due to preemptionPolicy=Never."
    }
    guard pod.nominatedNode.isPresent, cache.present.contains(pod.nominatedNode) else { return nil }
    guard search.rejected.contains(pod.nominatedNode),
      pass.verdict(on: pod.nominatedNode).rejection.code == .unschedulable
    else { return nil }
    let isRoomComing = cache.pods[pod.nominatedNode.row].contains {
      $0.priority < search.run.priority && $0.isTerminating && $0.isPreempted
    }
    return isRoomComing ? "not eligible due to a terminating pod on the nominated node." : nil
  }

  /// The place among `count` nodes at which the search for victims begins.
  private mutating func drawStart(among count: Int) -> Int {
    guard count > 1, var stream = preemptionStart else { return 0 }
    defer { preemptionStart = stream }
    return stream.index(below: count)
  }

  /// How many nodes evictions might help.
  private func countWorthTrying(_ search: NodeSearch, _ tally: VerdictTally) -> Int {
    guard let rejection = search.rejection else { return tally.curableCount }
    return rejection.status.code == .unschedulable ? cache.nodeCount : 0
  }

  /// The nodes that evictions might help, in ascending order of id.
  private func nodesWorthTrying(_ search: NodeSearch) -> ContiguousArray<NodeID> {
    var nodes: ContiguousArray<NodeID> = []
    if let rejection = search.rejection {
      if rejection.status.code == .unschedulable { cache.present.forEach { nodes.append($0) } }
      return nodes
    }
    search.rejected.forEach { node in
      if pass.verdict(on: node).rejection.code == .unschedulable { nodes.append(node) }
    }
    return nodes
  }

  /// The least evictions on `node` that let the pod fit.
  ///
  /// All pods of lower priority go; then each is put back, those first whose eviction would violate
  /// a disruption budget and the more important ones before the less, and stays if the pod still
  /// fits. Source: `DefaultPreemption.SelectVictimsOnNode`, Kubernetes 1.34.
  private mutating func candidate(
    _ node: NodeID, _ search: NodeSearch, _ cluster: ClusterState
  ) -> PreemptionRecord.Candidate {
    func failed(_ status: Status) -> PreemptionRecord.Candidate {
      PreemptionRecord.Candidate(node: node, victims: [], budgetViolations: 0, failure: status)
    }
    guard cache.lowestPriorities[node.row] < search.run.priority else {
      return failed(Self.noVictims)
    }
    let (pods, ports) = (cache.pods[node.row], cache.usedPorts[node.row])
    let potential = PodImportance.sorted(pods.filter { $0.priority < search.run.priority })
    var run = search.run
    for pod in potential { run.remove(pod, from: node, cluster, &cache) }
    var removed = potential
    defer {
      for pod in removed { cache.addPod(pod, on: node) }
      cache.restore(pods, ports: ports, on: node)
    }
    if let verdict = run.verdict(
      on: node, respecting: nominations, &trial, cluster, &cache)
    {
      return failed(Status(verdict.rejection.code, run.reasons(for: verdict, cluster)))
    }
    var victims: ContiguousArray<PlacedPod> = []
    var violations = 0
    let budgets = DisruptionBudgets(cluster)
    let (violating, others) = budgets.split(potential, cluster, cache)
    for (isViolating, group) in [(true, violating), (false, others)] {
      for pod in group {
        run.add(pod, to: node, cluster, &cache)
        removed.removeAll { $0.pod == pod.pod }
        let verdict = run.verdict(on: node, respecting: nominations, &trial, cluster, &cache)
        guard verdict != nil else { continue }
        run.remove(pod, from: node, cluster, &cache)
        removed.append(pod)
        victims.append(pod)
        if isViolating { violations += 1 }
      }
    }
    if !violating.isEmpty && !others.isEmpty { victims = PodImportance.sorted(victims) }
    return PreemptionRecord.Candidate(
      node: node, victims: victims, budgetViolations: violations, failure: nil)
  }

  /// What is said where none of the `count` nodes worth trying has a pod of lower priority.
  private func message(withoutVictims count: Int) -> String {
    var message = FitMessage()
    message.add(Self.noVictims.reasons, nodes: count)
    message.add([Self.notHelpful], nodes: cache.nodeCount - count)
    return message.text(nodeCount: cache.nodeCount)
  }

  private func message(_ record: PreemptionRecord) -> String {
    var message = FitMessage()
    var withoutVictims = 0
    for candidate in record.candidates {
      if candidate.failure == Self.noVictims {
        withoutVictims += 1
      } else {
        message.add(candidate.failure?.reasons ?? [])
      }
    }
    message.add(Self.noVictims.reasons, nodes: withoutVictims)
    message.add([Self.notHelpful], nodes: cache.nodeCount - record.candidates.count)
    return message.text(nodeCount: cache.nodeCount)
  }
}
