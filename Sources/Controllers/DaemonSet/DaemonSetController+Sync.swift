import ClusterState
import KubernetesObjects
import SimulationEngine

/// The sync of one set, from its revisions to its status.
extension DaemonSetController {
  mutating func sync(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let record = cluster.workloads[id.row]
    guard record.isPresent, record.deletion == nil, var known = sets[id] else { return }
    guard known.stage == nil, !ownership.awaitsChanges(for: id) else {
      sets[id]?.isDirty = true
      return
    }
    known.isDirty = false
    known.hasFailed = false
    known.recheck = nil
    judge(record, &known, cluster)
    let history = RevisionHistory(of: id, in: cluster)
    let revisionWrites = history.writes(hasHashAsLabel: true, in: cluster)
    if !revisionWrites.isEmpty {
      begin(.revision, [SyncWrites.Phase([revisionWrites])], of: id, &known, &actions)
    } else {
      known.isObserved = expectations.areMet(by: id)
      act(id, history, &known, now, cluster, &actions)
    }
    sets[id] = known
  }

  /// Judges all nodes if the template has changed.
  private func judge(
    _ record: WorkloadRecord, _ known: inout Known, _ cluster: borrowing ClusterState
  ) {
    guard known.template != record.template else { return }
    known.template = record.template
    let pod = cluster.templates[record.template].pod
    known.nodes = DaemonSetNodes(
      for: DaemonPod(pod, toleratesConditions: !settings.bindsPods), nodeName: pod.spec.nodeName,
      in: cluster)
  }

  private mutating func plan(
    _ id: WorkloadID, _ history: RevisionHistory, _ known: Known, _ now: SimulationTime,
    _ cluster: borrowing ClusterState
  ) -> DaemonSetPlan? {
    guard let detail = cluster.daemonSet(id), let present = history.present,
      let nodes = known.nodes
    else { return nil }
    let record = cluster.workloads[id.row]
    var verdicts = cluster.nodes.indices.map { nodes.verdict(on: NodeID($0)) }
    if settings.bindsPods {
      let room = DaemonPodRoom(pod: cluster.templates[record.template], set: id)
      for row in verdicts.indices where verdicts[row] == .run {
        if !room.isThere(on: NodeID(row), in: cluster) { verdicts[row] = .none }
      }
    }
    let pods = DaemonPodsByNode(owned.list(of: id, in: cluster), in: cluster)
    return DaemonSetPlan(
      record, detail, pods: pods, verdicts: verdicts,
      hash: cluster.revisions[present].podLabel, clock: clock, in: cluster, at: now)
  }

  /// Makes pods come and go, if what was asked for before has been seen; else only tells.
  private mutating func act(
    _ id: WorkloadID, _ history: RevisionHistory, _ known: inout Known, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    if known.isObserved, var plan = plan(id, history, known, now, cluster) {
      plan.manage(&known.backOff, replacesFailed: settings.replacesFailedPods, cluster)
      known.recheck = plan.recheck
      for (pod, node) in plan.ended { tell(of: pod, on: node, id, cluster, &actions) }
      if plan.isEmpty { plan.update(cluster) }
      let phases = self.phases(of: plan, id, history, cluster)
      if begin(.pods, phases, of: id, &known, &actions) { return }
    }
    finish(id, &known, now, cluster, &actions)
  }

  private mutating func phases(
    of plan: DaemonSetPlan, _ id: WorkloadID, _ history: RevisionHistory,
    _ cluster: borrowing ClusterState
  ) -> [SyncWrites.Phase] {
    let creations = plan.creations.prefix(settings.burst)
    let deletions = plan.deletions.prefix(settings.burst)
    guard !creations.isEmpty || !deletions.isEmpty, let present = history.present else { return [] }
    expectations.expectCreations(Int32(creations.count), by: id)
    for pod in deletions { expectations.expectDeletion(of: pod, by: id) }
    let record = cluster.workloads[id.row]
    let pod = DaemonPod(
      cluster.templates[record.template].pod, toleratesConditions: !settings.bindsPods)
    let revision = cluster.symbols[cluster.revisions[present].podLabel]
    let drafts = creations.map { node in
      PodDraft(
        owner: id, name: .generated(base: cluster.symbols[record.podNameBase]),
        pod: pod.placed(
          on: cluster.symbols[cluster.nodes[node.row].name], isBound: settings.bindsPods,
          revision: revision, generation: record.templateGeneration))
    }
    return [
      SyncWrites.Phase(
        drafts.map { [.createDraftedPod($0)] }, batch: settings.bindsPods ? drafts.count : 1),
      SyncWrites.Phase(
        deletions.map { [.deletePod($0, .surplus, isForced: false)] }, batch: deletions.count,
        comesAnyway: true),
    ]
  }

  /// Tells what has become of the set, and takes revisions away that are too many.
  private mutating func finish(
    _ id: WorkloadID, _ known: inout Known, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    let history = RevisionHistory(of: id, in: cluster)
    guard cluster.workloads[id.row].isPresent,
      var plan = plan(id, history, known, now, cluster)
    else { return end(id, &known, now, &actions) }
    let record = cluster.workloads[id.row]
    var last: [ClusterWrite] = []
    if known.isObserved, !known.hasFailed { last += surplus(of: history, id, cluster) }
    let status = plan.status(isObserved: known.isObserved, cluster)
    if status != record.status { last.append(.setStatus(id, status)) }
    setTimer([known.recheck, plan.recheck].compactMap { $0 }.min(), of: id, &known, now, &actions)
    if !begin(.status, [SyncWrites.Phase([last])], of: id, &known, &actions) {
      end(id, &known, now, &actions)
    }
  }

  /// The revisions that no pod has and that are more than the set keeps.
  private mutating func surplus(
    of history: RevisionHistory, _ id: WorkloadID, _ cluster: borrowing ClusterState
  ) -> [ClusterWrite] {
    guard let detail = cluster.daemonSet(id) else { return [] }
    var live = Set(history.present.map { [$0] } ?? [])
    guard history.revisions.count > Int(detail.revisionHistoryLimit) else { return [] }
    var labels: Set<Symbol> = []
    for member in owned.list(of: id, in: cluster) {
      if let label = cluster.revisionLabel(of: member.pod) { labels.insert(label) }
    }
    for revision in history.revisions where labels.contains(cluster.revisions[revision].podLabel) {
      live.insert(revision)
    }
    return history.surplus(live, limit: detail.revisionHistoryLimit)
  }

  @discardableResult
  private mutating func begin(
    _ stage: Stage, _ phases: [SyncWrites.Phase], of id: WorkloadID, _ known: inout Known,
    _ actions: inout ControllerActions
  ) -> Bool {
    guard writes.begin(phases, last: [], of: id, &actions) else { return false }
    known.stage = stage
    return true
  }

  private mutating func end(
    _ id: WorkloadID, _ known: inout Known, _ now: SimulationTime,
    _ actions: inout ControllerActions
  ) {
    known.stage = nil
    if known.isDirty { queue.add(id.index) }
    guard known.hasFailed else { return queue.forget(id.index) }
    guard let pause = queue.fail(id.index, at: now) else { return }
    actions.append(.setTimer(ControllerTimer(Timer.retry.rawValue, key: id.index), after: pause))
  }

  /// Sees to it that the set is looked at when something is `due`, unless it will be before.
  private func setTimer(
    _ due: SimulationTime?, of id: WorkloadID, _ known: inout Known, _ now: SimulationTime,
    _ actions: inout ControllerActions
  ) {
    guard let due, !(now..<due).contains(known.timer.due) else { return }
    known.timer = (due, known.timer.generation + 1)
    let timer = ControllerTimer(
      Timer.recheck.rawValue, key: id.index, generation: known.timer.generation)
    actions.append(.setTimer(timer, after: due - now))
  }

  /// Notes what came of a write: what waited for it follows, or the sync goes on.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard let answer = writes.answer(outcome, to: write, &actions) else { return }
    let id = answer.workload
    note(outcome, of: write, id, &actions)
    guard answer.hasEnded, var known = sets[id] else { return }
    if answer.hasFailed { known.hasFailed = true }
    for _ in 0..<answer.skipped { expectations.noteCreation(by: id) }
    switch known.stage {
    case .revision:
      known.isDirty = known.isDirty || !known.hasFailed
      end(id, &known, now, &actions)
    case .pods: finish(id, &known, now, cluster, &actions)
    case .status, nil: end(id, &known, now, &actions)
    }
    sets[id] = known
    if !queue.isEmpty { sync(at: now, in: cluster, actions: &actions) }
  }

  private mutating func note(
    _ outcome: WriteOutcome, of write: ClusterWrite, _ id: WorkloadID,
    _ actions: inout ControllerActions
  ) {
    switch (write, outcome) {
    case (.createDraftedPod, .created(let pod)):
      actions.append(.recordEvent(WorkloadEvent(id, "SuccessfulCreate", .created(pod))))
    case (.createDraftedPod, .refused(let reason)):
      expectations.noteCreation(by: id)
      actions.append(
        .recordEvent(
          WorkloadEvent(id, "FailedCreate", isWarning: true, .text("Error creating: " + reason))))
    case (.deletePod(let pod, _, _), .done):
      actions.append(.recordEvent(WorkloadEvent(id, "SuccessfulDelete", .deleted(pod))))
    default: break
    }
  }

  private func tell(
    of pod: PodID, on node: NodeID, _ id: WorkloadID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let record = cluster.pods[pod]
    let hasFailed = record.phase == .failed
    let namespace = cluster.symbols[cluster.workloads[id.row].namespace]
    let name = "\(namespace)/\(record.name.text(cluster.symbols))"
    let text =
      "Found \(hasFailed ? "failed" : "succeeded") daemon pod \(name) on node "
      + "\(cluster.symbols[cluster.nodes[node.row].name]), will try to "
      + (hasFailed ? "kill it" : "delete it")
    let reason = hasFailed ? "FailedDaemonPod" : "SucceededDaemonPod"
    actions.append(
      .recordEvent(WorkloadEvent(id, reason, isWarning: hasFailed, .text(text))))
  }
}
