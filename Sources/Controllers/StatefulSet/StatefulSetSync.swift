import ClusterState
import KubernetesObjects
import SimulationEngine

/// One sync of one stateful set: what it sees, and what it asks for.
///
/// Everything is worked out from what is there at the beginning, as the real one works from its
/// cache. Source: `updateStatefulSet` of `pkg/controller/statefulset`, Kubernetes 1.27 to 1.36.
struct StatefulSetSync {
  /// The writes, in phases.
  private(set) var phases: [SyncWrites.Phase] = []
  /// The writes that follow whatever becomes of the phases: the status, and the end of the history.
  private(set) var last: [ClusterWrite] = []
  /// Whether the set's revisions have to be brought in order first; the phases do that alone.
  private(set) var awaitsRevision = false
  /// Why the sync cannot do its work, although nothing was refused.
  private(set) var failure: Failure?
  /// When the set is to be looked at again although nothing has changed; nil for never.
  private(set) var recheck: SimulationTime?

  /// A claim that a pod wants and that is on its way out.
  struct Failure {
    let pod: String
    let claim: String
  }

  private let id: WorkloadID
  private let record: WorkloadRecord
  private let detail: StatefulSetDetail
  private let settings: StatefulSetSettings
  private let name: String
  private let history: RevisionHistory
  /// The set's pods; the caller keeps them for the next sync.
  private(set) var pods: StatefulSetPods
  private let now: SimulationTime
  /// Whether pods come and go one after another.
  private var isMonotonic: Bool { detail.podManagementPolicy == .orderedReady }

  init(
    of id: WorkloadID, pods: consuming StatefulSetPods, in cluster: borrowing ClusterState,
    settings: StatefulSetSettings, at now: SimulationTime
  ) {
    guard let detail = cluster.statefulSet(id) else {
      preconditionFailure("a stateful set says what it wants")
    }
    self.id = id
    self.detail = detail
    self.settings = settings
    self.now = now
    record = cluster.workloads[id.row]
    name = cluster.symbols[record.name]
    history = RevisionHistory(of: id, in: cluster)
    pods.refresh(for: record, firstOrdinal: detail.firstOrdinal, in: cluster, at: now)
    self.pods = pods
  }

  /// Works out the sync.
  mutating func run(in cluster: borrowing ClusterState) {
    let revisionWrites = history.writes(hasHashAsLabel: false, in: cluster)
    guard revisionWrites.isEmpty, let update = history.present else {
      awaitsRevision = true
      phases = [SyncWrites.Phase([revisionWrites])]
      return
    }
    let current = presentRevision(else: update, cluster)
    var status = self.status(current: current, update: update, cluster)
    if record.deletion == nil { act(current: current, update: update, &status, cluster) }
    finish(&status, live: [current, update], cluster)
    recheck = nextLook(after: status)
  }

  /// When to look again for pods that will have been ready for long enough.
  ///
  /// Source: `syncStatefulSet` of `pkg/controller/statefulset`, Kubernetes 1.34 and 1.36.
  private func nextLook(after status: WorkloadStatus) -> SimulationTime? {
    if settings.looksInTime { return pods.nextAvailable }
    guard record.minReady > .zero, status.availableReplicas != record.replicas else { return nil }
    return now.addingSaturating(record.minReady)
  }

  /// The revision that the status calls current, or `update` where it names none that is there.
  private func presentRevision(
    else update: ControllerRevisionID, _ cluster: borrowing ClusterState
  ) -> ControllerRevisionID {
    guard case .statefulSet(let revisions)? = record.status.detail,
      history.revisions.contains(revisions.current)
    else { return update }
    return revisions.current
  }

  private func status(
    current: ControllerRevisionID, update: ControllerRevisionID,
    _ cluster: borrowing ClusterState
  ) -> WorkloadStatus {
    let (counted, currentReplicas) = pods.counts(
      current: cluster.revisions[current].podLabel, update: cluster.revisions[update].podLabel,
      in: cluster)
    var status = counted
    status.observedGeneration = record.generation
    status.detail = .statefulSet(
      StatefulSetRevisions(currentReplicas: currentReplicas, current: current, update: update))
    return status
  }

  private mutating func act(
    current: ControllerRevisionID, update: ControllerRevisionID, _ status: inout WorkloadStatus,
    _ cluster: borrowing ClusterState
  ) {
    guard tendReplicas(current: current, update: update, cluster) else { return }
    fixClaimsOfCondemned(cluster)
    guard removeCondemned(cluster) else { return }
    guard detail.updateStrategy.type == .rollingUpdate else { return }
    let label = cluster.revisions[update].podLabel
    let victims = settings.heedsMaxUnavailable ? outdated(label, cluster) : next(label, cluster)
    for victim in victims { phases.append(SyncWrites.Phase([deletion(of: victim)])) }
    if case .statefulSet(var revisions)? = status.detail {
      revisions.currentReplicas -= Int32(victims.count)
      status.detail = .statefulSet(revisions)
    }
  }

  private func deletion(of pod: PodID) -> [ClusterWrite] {
    [.deletePod(pod, .surplus, isForced: false)]
  }

  /// Makes the wanted pods be there; false if the sync goes no further.
  ///
  /// Source: `processReplica`.
  private mutating func tendReplicas(
    current: ControllerRevisionID, update: ControllerRevisionID,
    _ cluster: borrowing ClusterState
  ) -> Bool {
    var chains = PlacedChains()
    defer { phases.append(chains.phase(of: pods.replicas.count)) }
    for index in pods.firstUntended..<pods.replicas.count where !pods.replicas[index].isTended {
      let isCurrent = needsCurrentRevision(Int32(index))
      let revision = isCurrent ? current : update
      let (chain, mayGoOn) = tend(index, revision, cluster)
      chains.add(chain, at: index)
      if failure != nil || isMonotonic && !mayGoOn { return false }
    }
    return true
  }

  /// Whether a new pod in a place is made from the current revision, not from that of the template.
  ///
  /// Source: `newVersionedStatefulSetPod`.
  private func needsCurrentRevision(_ place: Int32) -> Bool {
    guard detail.updateStrategy.type == .rollingUpdate else { return false }
    if let partition = detail.updateStrategy.partition { return place < partition }
    guard case .statefulSet(let revisions)? = record.status.detail else { return false }
    return place < revisions.currentReplicas
  }

  /// What one wanted pod needs, and whether the next one may be looked at where pods come one after
  /// another.
  private mutating func tend(
    _ index: Int, _ revision: ControllerRevisionID, _ cluster: borrowing ClusterState
  ) -> (chain: [ClusterWrite], mayGoOn: Bool) {
    let place = StatefulPod(set: name, ordinal: detail.firstOrdinal + Int32(index))
    let claims = StatefulSetClaims(of: place, set: id, detail, in: cluster)
    let pod = pods.replicas[index].pod
    guard pod.isPresent else { return (creation(of: place, claims, revision, cluster), false) }
    let present = cluster.pods[pod]
    if present.phase.isTerminal {
      return (present.isDeleting ? [] : deletion(of: pod), false)
    }
    var chain: [ClusterWrite] = []
    if present.phase == .pending {
      if let claim = claims.leaving(in: cluster) {
        failure = Failure(pod: place.name, claim: claim)
        return ([], false)
      }
      chain = claims.creations(in: cluster)
    }
    guard !isMonotonic || !pods.isUnavailable(pods.replicas[index], cluster) else {
      return (chain, false)
    }
    let labels = cluster.templates[present.template].pod.metadata.labels
    if place.labels(of: labels) != labels {
      chain.append(.setPodLabels(pod, place.labels(of: labels)))
    }
    chain += claims.owners(pod: pod, isCondemned: false, in: cluster)
    // What a pending pod's claims become is no matter of the pod.
    let isDone = chain.isEmpty && (present.phase != .pending || detail.claimTemplates.isEmpty)
    if isDone { pods.markTended(index) }
    return (chain, true)
  }

  /// The pod of a place with its claims, from a revision.
  private mutating func creation(
    of place: StatefulPod, _ claims: StatefulSetClaims, _ revision: ControllerRevisionID,
    _ cluster: borrowing ClusterState
  ) -> [ClusterWrite] {
    if claims.areStale(in: cluster) { return [] }
    if let claim = claims.leaving(in: cluster) {
      failure = Failure(pod: place.name, claim: claim)
      return []
    }
    let source = cluster.revisions[revision]
    let pod = place.identified(
      cluster.templates[source.template].pod, detail,
      revision: cluster.symbols[source.podLabel])
    let draft = PodDraft(owner: id, name: .whole(place.name), pod: pod)
    return claims.creations(in: cluster) + [.createDraftedPod(draft)]
      + claims.owners(pod: .absent, isCondemned: false, in: cluster)
  }

  private mutating func fixClaimsOfCondemned(_ cluster: borrowing ClusterState) {
    guard !detail.claimTemplates.isEmpty else { return }
    var chains = PlacedChains()
    for (index, condemned) in pods.condemned.enumerated() where !condemned.isTended {
      let place = StatefulPod(set: name, ordinal: condemned.ordinal)
      let chain = StatefulSetClaims(of: place, set: id, detail, in: cluster)
        .owners(pod: condemned.pod, isCondemned: true, in: cluster)
      if chain.isEmpty { pods.markCondemnedTended(index) }
      chains.add(chain, at: index)
    }
    let count = pods.condemned.count
    phases.append(chains.phase(of: count, batch: isMonotonic ? 1 : count))
  }

  /// Deletes pods beyond the wanted ones; false if the sync goes no further.
  ///
  /// Source: `processCondemned`.
  private mutating func removeCondemned(_ cluster: borrowing ClusterState) -> Bool {
    guard isMonotonic else {
      var chains = PlacedChains()
      for (index, condemned) in pods.condemned.enumerated() where !condemned.isDeleting {
        chains.add(deletion(of: condemned.pod), at: index)
      }
      phases.append(chains.phase(of: pods.condemned.count))
      return true
    }
    guard let condemned = pods.condemned.first else { return true }
    if condemned.isDeleting { return false }
    if pods.isAvailable(condemned, cluster)
      || condemned.pod == pods.firstUnavailable(in: cluster)
    {
      phases.append(SyncWrites.Phase([deletion(of: condemned.pod)]))
    }
    return false
  }

  /// The one pod that goes for an update: the highest that is not of the revision labelled `label`,
  /// unless a pod on the way down to it is not available.
  private func next(_ label: Symbol, _ cluster: borrowing ClusterState) -> [PodID] {
    let lowest = Int(detail.updateStrategy.partition ?? 0)
    guard !pods.haveOnly(label) else { return [] }
    for index in pods.replicas.indices.reversed() where index >= lowest {
      let place = pods.replicas[index]
      if isOutdated(place, label) { return [place.pod] }
      if pods.isUnavailable(place, cluster) { return [] }
    }
    return []
  }

  /// The pods that go for an update where several may be missing at a time.
  ///
  /// Source: `updateStatefulSetAfterInvariantEstablished`, which a gate puts in place.
  private func outdated(_ label: Symbol, _ cluster: borrowing ClusterState) -> [PodID] {
    let lowest = Int(detail.updateStrategy.partition ?? 0)
    guard !pods.haveOnly(label) else { return [] }
    let unavailable = pods.replicas.count { pods.isUnavailable($0, cluster) }
    let room = maxUnavailable - unavailable
    guard room > 0, lowest < pods.replicas.count else { return [] }
    return Array(
      pods.replicas[lowest...].reversed().lazy.filter { isOutdated($0, label) }.map(\.pod)
        .prefix(room))
  }

  /// Source: `getStatefulSetMaxUnavailable`: a percentage is rounded down, and one pod may be
  /// missing in any case.
  private var maxUnavailable: Int {
    guard detail.updateStrategy.partition != nil,
      let step = detail.updateStrategy.maxUnavailable,
      let count = try? step.resolved(of: Int64(record.replicas), rounding: .down)
    else { return 1 }
    return Int(clamping: max(1, count))
  }

  private func isOutdated(_ place: StatefulSetPods.Place, _ label: Symbol) -> Bool {
    place.pod.isPresent && !place.isDeleting && place.label != label
  }

  /// Completes an update whose pods have all come, and writes what has changed.
  ///
  /// Source: `completeRollingUpdate`, `inconsistentStatus` and `truncateHistory`.
  private mutating func finish(
    _ status: inout WorkloadStatus, live: [ControllerRevisionID],
    _ cluster: borrowing ClusterState
  ) {
    let isComplete =
      detail.updateStrategy.type == .rollingUpdate && status.updatedReplicas == record.replicas
      && status.readyReplicas == record.replicas && status.replicas == record.replicas
    if isComplete, case .statefulSet(var revisions)? = status.detail {
      revisions.currentReplicas = status.updatedReplicas ?? 0
      revisions.current = revisions.update
      status.detail = .statefulSet(revisions)
    }
    if status != record.status { last.append(.setStatus(id, status)) }
    let used = history.revisions.filter { pods.have(cluster.revisions[$0].podLabel) }
    last += history.surplus(Set(live).union(used), limit: detail.revisionHistoryLimit)
  }
}

/// Chains of writes of places of which few have any.
private struct PlacedChains {
  private var chains: [(place: Int, writes: [ClusterWrite])] = []

  mutating func add(_ writes: [ClusterWrite], at place: Int) {
    if !writes.isEmpty { chains.append((place, writes)) }
  }

  /// The phase of the chains, in which an empty place counts in its batch. A single chain waits
  /// for none, wherever it stands.
  func phase(of count: Int, batch: Int = 1) -> SyncWrites.Phase {
    guard chains.count > 1 else { return SyncWrites.Phase(chains.map(\.writes), batch: batch) }
    var all = [[ClusterWrite]](repeating: [], count: count)
    for (place, writes) in chains { all[place] = writes }
    return SyncWrites.Phase(all, batch: batch)
  }
}

extension ClusterState {
  /// What the stateful set `id` wants; nil if `id` is none.
  package func statefulSet(_ id: WorkloadID) -> StatefulSetDetail? {
    if case .statefulSet(let detail) = detail(of: id) { detail } else { nil }
  }
}
