import ClusterState
import KubernetesObjects
import SimulationEngine

/// One sync of one deployment: what it sees, and what it asks for.
///
/// Source: `syncDeployment`, `rolloutRolling`, `rolloutRecreate` and `sync` of
/// `pkg/controller/deployment`, Kubernetes 1.20 to 1.36.
struct DeploymentSync {
  /// What the sync asks for, in order.
  private(set) var actions: [ControllerAction] = []
  /// When the deployment is to be looked at again although nothing has changed; nil for never.
  private(set) var recheckDelay: SimulationDuration?

  private let id: WorkloadID
  private let record: WorkloadRecord
  private let detail: DeploymentDetail
  private let bounds: RolloutBounds
  private let countsTerminating: Bool
  private let now: SimulationTime
  private let name: String
  /// The deployment's sets, oldest first; one that is asked for and not there yet is `absent`.
  private var sets: ContiguousArray<WorkloadID>
  private var sizes: [ReplicaSetSizes]
  private var setNames: [String]
  private var status: WorkloadStatus
  /// The status as the API server has it once the writes that were asked for have come.
  private var written: WorkloadStatus

  init(
    of id: WorkloadID, sets: ContiguousArray<WorkloadID>, in cluster: borrowing ClusterState,
    settings: ReplicationSettings, at now: SimulationTime
  ) {
    guard let detail = cluster.deployment(id),
      let bounds = try? RolloutBounds(
        replicas: cluster.workloads[id.row].replicas, strategy: detail.strategy)
    else { preconditionFailure("the API server admits no other deployment") }
    self.id = id
    self.sets = sets
    self.detail = detail
    self.bounds = bounds
    self.now = now
    countsTerminating = settings.countsTerminatingPods
    record = cluster.workloads[id.row]
    status = record.status
    written = record.status
    name = cluster.symbols[record.name]
    setNames = sets.map { cluster.symbols[cluster.workloads[$0.row].name] }
    sizes = ReplicaSetSizes.list(sets, template: record.template, in: cluster)
  }

  /// Works out the sync.
  mutating func run(in cluster: borrowing ClusterState) {
    guard record.deletion == nil else {
      syncRevision(in: cluster)
      writeStatus()
      return
    }
    writePause()
    if detail.isPaused || ProportionalScaling.isDue(sizes, replicas: record.replicas) {
      syncRevision(in: cluster)
      apply(
        ProportionalScaling.plan(sizes, bounds: bounds, observed: record.status.replicas), cluster)
      if detail.isPaused { prune() }
      writeStatus()
    } else if bounds.isRolling {
      roll(in: cluster)
    } else {
      recreate(in: cluster)
    }
  }

  /// Writes at once that the deployment was paused or resumed.
  ///
  /// Source: `checkPausedConditions` of `pkg/controller/deployment`, Kubernetes 1.36.
  private mutating func writePause() {
    setProgress(progress.paused(detail.isPaused, at: now))
    guard status != written else { return }
    written = status
    actions.append(.write(.setStatus(id, status)))
  }

  /// The status after the API server has refused the new set; nil if it says so already.
  mutating func statusOfRefusal(_ set: String, _ reason: String) -> WorkloadStatus? {
    var progress = self.progress
    progress.newSet = set
    status[condition: "Progressing"] =
      progress.failedToCreateNewSet(reason, at: now).map { WorkloadCondition("Progressing", $0) }
    return status == record.status ? nil : status
  }

  private mutating func roll(in cluster: borrowing ClusterState) {
    if !syncRevision(in: cluster) { createNewSet(in: cluster) }
    let steps = RollingUpdate.step(sizes, bounds: bounds)
    apply(steps, cluster)
    if steps.isEmpty { pruneIfComplete() }
    writeRolloutStatus(in: cluster)
  }

  private mutating func recreate(in cluster: borrowing ClusterState) {
    let hasNewSet = syncRevision(in: cluster)
    switch Recreation(sizes, replicas: record.replicas, hasOldPods: hasOldPods(cluster)) {
    case .removeOld(let scales): apply(scales, cluster)
    case .awaitOldPods: break
    case .fillNew(let count):
      if !hasNewSet { createNewSet(in: cluster) }
      if let new = newSet, sizes[new].replicas != count {
        apply([ReplicaSetScale(set: new, from: sizes[new].replicas, to: count)], cluster)
      }
      pruneIfComplete()
    }
    writeRolloutStatus(in: cluster)
  }

  private var newSet: Int? { sizes.firstIndex(where: \.isNew) }

  /// Whether a pod of an old set has neither succeeded nor failed; terminating ones count.
  private func hasOldPods(_ cluster: borrowing ClusterState) -> Bool {
    for (index, set) in sets.enumerated() where !sizes[index].isNew {
      guard cluster.pods.counts(of: set).live > 0 else { continue }
      var isFound = false
      for template in cluster.workloads[set.row].matching {
        cluster.pods.forEach(of: template) { pod in
          let record = cluster.pods[pod]
          if record.owner == set, !record.phase.isTerminal { isFound = true }
        }
      }
      if isFound { return true }
    }
    return false
  }

  /// Brings the revision of the new set up to date, if there is one; false if there is none.
  @discardableResult
  private mutating func syncRevision(in cluster: borrowing ClusterState) -> Bool {
    guard let new = newSet else { return false }
    let revision = DeploymentRevisions.newRevision(sizes)
    let set = cluster.workloads[sets[new].row]
    var edit = WorkloadEdit()
    if sizes[new].revision != revision {
      sizes[new].revision = revision
      edit.detail = writtenDetail(of: new, in: cluster)
    }
    if set.minReady != record.minReady { edit.minReady = record.minReady }
    let annotations = cluster.annotations(copiedFrom: record, to: set)
    if cluster.labels(of: set.annotations) != annotations { edit.annotations = annotations }
    if edit != WorkloadEdit() { actions.append(.write(.editWorkload(sets[new], edit))) }
    status.revision = revision
    setProgress(progress.foundNewSet(at: now))
    return true
  }

  private mutating func createNewSet(in cluster: borrowing ClusterState) {
    let made = NewReplicaSet(of: record, detail, named: name, in: cluster)
    var size = ReplicaSetSizes(replicas: 0, created: now, isNew: true)
    size.revision = DeploymentRevisions.newRevision(sizes)
    size.replicas = RollingUpdate.newReplicas(present: 0, total: sizes.wanted, bounds: bounds)
    size.desiredAnnotation = bounds.replicas
    size.maxAnnotation = bounds.maxReplicas
    sets.append(.absent)
    setNames.append(made.name)
    sizes.append(size)
    var draft = made.draft(owner: id, sizes: size)
    draft.annotations = cluster.annotations(copiedFrom: record)
    actions.append(.write(.createWorkload(draft)))
    if size.replicas > 0 { recordScaling(made.name, from: 0, to: size.replicas) }
    status.revision = size.revision
    setProgress(progress.createdNewSet(at: now))
  }

  private mutating func apply(_ scales: [ReplicaSetScale], _ cluster: borrowing ClusterState) {
    for scale in scales {
      sizes[scale.set].replicas = scale.to
      sizes[scale.set].desiredAnnotation = bounds.replicas
      sizes[scale.set].maxAnnotation = bounds.maxReplicas
      // A set that is only asked for was asked for at its right size.
      guard sets[scale.set].isPresent else { continue }
      let edit = WorkloadEdit(replicas: scale.to, detail: writtenDetail(of: scale.set, in: cluster))
      actions.append(.write(.editWorkload(sets[scale.set], edit)))
      if scale.from != scale.to {
        recordScaling(setNames[scale.set], from: scale.from, to: scale.to)
      }
    }
  }

  /// What is written on the set at `index` from now on.
  private func writtenDetail(
    of index: Int, in cluster: borrowing ClusterState
  ) -> WorkloadDetail {
    let set = sets[index]
    let template = cluster.workloads[set.row].template
    var detail =
      cluster.replicaSet(set)
      ?? ReplicaSetDetail(
        source: sizes[index].isNew ? record.template : template, revision: 0,
        desiredReplicas: nil, maxReplicas: nil)
    detail.revision = sizes[index].revision
    detail.desiredReplicas = sizes[index].desiredAnnotation
    detail.maxReplicas = sizes[index].maxAnnotation
    return .replicaSet(detail)
  }

  private mutating func recordScaling(_ set: String, from: Int32, to: Int32) {
    let text = DeploymentEventText.scaled(set, from: from, to: to)
    actions.append(
      .recordEvent(WorkloadEvent(id, DeploymentEventText.scalingReason, .text(text))))
  }

  private mutating func pruneIfComplete() {
    let counts = DeploymentCounts(record.status)
    if counts.isComplete(replicas: record.replicas, generation: record.generation) { prune() }
  }

  /// Takes away the old sets beyond the history limit.
  private mutating func prune() {
    for index in DeploymentRevisions.removable(sizes, limit: detail.revisionHistoryLimit) {
      actions.append(.write(.removeWorkload(sets[index])))
    }
  }

  private var progress: RolloutProgress {
    RolloutProgress(
      of: name, newSet: newSet.map { setNames[$0] }, deadline: detail.progressDeadline,
      condition: status[condition: "Progressing"].flatMap { DeploymentCondition($0) })
  }

  private mutating func setProgress(_ condition: DeploymentCondition?) {
    status[condition: "Progressing"] = condition.map { WorkloadCondition("Progressing", $0) }
  }

  private mutating func writeRolloutStatus(in cluster: borrowing ClusterState) {
    status[condition: "ReplicaFailure"] = replicaFailure(in: cluster)
    let counts = DeploymentCounts(sizes, generation: record.generation)
    let former = DeploymentCounts(record.status)
    setProgress(
      progress.synced(
        counts, former: former, replicas: record.replicas, generation: record.generation, at: now))
    guard !writeStatus() else { return }
    let delay = progress.recheckDelay(
      counts, replicas: record.replicas, generation: record.generation, at: now)
    // The real queue tries again and again within the last second; the last try finds something.
    recheckDelay = delay.map { $0 > .zero ? $0 : .seconds(1) }
  }

  /// What the first set whose pods were refused says of it, the new set before the others.
  ///
  /// Source: `getReplicaFailures` of `pkg/controller/deployment`, Kubernetes 1.36.
  private func replicaFailure(in cluster: borrowing ClusterState) -> WorkloadCondition? {
    var order = sets.indices.filter { sizes[$0].isNew } + sets.indices.filter { !sizes[$0].isNew }
    order.removeAll { !sets[$0].isPresent }
    for index in order {
      let type = "ReplicaFailure"
      guard var failure = cluster.workloads[sets[index].row].status[condition: type] else {
        continue
      }
      failure.lastUpdate = failure.lastTransition
      let present = status[condition: type]
      return present?.reason == failure.reason && present?.status == failure.status
        ? present : failure
    }
    return nil
  }

  /// Writes the status if it has changed; returns whether it has.
  @discardableResult
  private mutating func writeStatus() -> Bool {
    let counts = DeploymentCounts(sizes, generation: record.generation)
    counts.write(to: &status, countsTerminating: countsTerminating)
    let available = DeploymentCondition.available(
      counts, bounds: bounds,
      former: status[condition: "Available"].flatMap { DeploymentCondition($0) }, at: now)
    status[condition: "Available"] = WorkloadCondition("Available", available)
    guard status != written else { return false }
    written = status
    actions.append(.write(.setStatus(id, status)))
    return true
  }
}
