import ClusterState
import KubernetesObjects
import SimulationEngine

/// Binds claims to volumes, and sees to volumes whose claims are gone.
///
/// Source: `pkg/controller/volume/persistentvolume/pv_controller.go`, Kubernetes 1.2 to 1.36. The
/// real one has a worker for claims and one for volumes; here one does both, and waits for the
/// answer to each of its writes.
package struct PersistentVolumeController: Controller {
  let settings: VolumeSettings
  /// The volumes and claims to look at: twice the row, and one more for a claim.
  private var queue = WorkQueue()
  /// The writes of the object at hand that have not been answered, in order.
  private var writes: [ClusterWrite] = []
  /// The claims that have no volume yet, and those that lost theirs.
  private var pending: ContiguousArray<ClaimID> = []
  private var isLookPosted = false
  /// Whether something has changed since the last round that may give a claim its volume.
  private var isHopeful = false
  /// When the process began.
  private var start = SimulationTime.zero

  /// A controller that has seen nothing.
  package init(settings: VolumeSettings) { self.settings = settings }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "persistentvolume-binder-controller" }

  /// Claims and volumes.
  package var interests: SubjectSet { [.claims, .volumes, .storageClasses] }

  /// Whether an object waits for a sync and nothing is being written.
  package var hasWork: Bool { !queue.isEmpty && writes.isEmpty }

  /// Takes up everything that is there.
  package mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    start = now
    for row in cluster.volumes.indices where cluster.volumes[row].isPresent {
      queue.add(Self.key(VolumeID(row)))
    }
    for row in cluster.claims.indices where cluster.claims[row].isPresent {
      note(ClaimID(row), at: now, cluster, &actions)
    }
  }

  /// Notes which object is to be looked at; one that is gone matters to its other half.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    if change.subject == .volume || change.subject == .storageClass { isHopeful = true }
    switch (change.subject, change.verb) {
    case (.claim, .removed):
      let name = cluster.claims[Int(change.index)].claim.spec.volumeName
      if let volume = cluster.volume(named: name) { queue.add(Self.key(volume)) }
    case (.claim, _): note(ClaimID(index: change.index), at: now, cluster, &actions)
    case (.volume, .removed):
      guard let reference = cluster.volumes[Int(change.index)].volume.spec.claimRef,
        let claim = cluster.claim(of: reference)
      else { return }
      note(claim, at: now, cluster, &actions)
    case (.volume, _): queue.add(Self.key(VolumeID(index: change.index)))
    default: break
    }
  }

  private mutating func note(
    _ claim: ClaimID, at now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    queue.add(Self.key(claim))
    guard !cluster.claims[claim.row].claim.isFullyBound else { return }
    if pending.last != claim { pending.append(claim) }
    postLook(at: now, &actions)
  }

  /// Claims without a volume are looked at in rounds that begin with the process.
  private mutating func postLook(at now: SimulationTime, _ actions: inout ControllerActions) {
    guard !isLookPosted else { return }
    isLookPosted = true
    let first = start + settings.firstClaimSync
    let rounds = now < first ? 0 : (now - first) / settings.claimSyncPeriod + 1
    let due = first + settings.claimSyncPeriod * rounds
    actions.append(.setTimer(ControllerTimer(0), after: due - now))
  }

  /// The next round is one like any other, unless a claim may get its volume in it.
  package func isRound(_ timer: ControllerTimer) -> Bool { !isHopeful }

  /// Puts the claims that have no volume into the queue.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    isLookPosted = false
    isHopeful = false
    pending = ContiguousArray(Set(pending).sorted()).filter { claim in
      let record = cluster.claims[claim.row]
      return record.isPresent && !record.claim.isFullyBound
    }
    guard !pending.isEmpty else { return }
    for claim in pending { queue.add(Self.key(claim)) }
    postLook(at: now, &actions)
    if hasWork { sync(at: now, in: cluster, actions: &actions) }
  }

  /// Looks at one object after the other, until one needs a write.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while writes.isEmpty, let key = queue.next() {
      let row = key / 2
      if key % 2 == 1 {
        writes = self.writes(for: ClaimID(index: row), cluster, &actions)
      } else {
        writes = self.writes(for: VolumeID(index: row), cluster, &actions)
      }
    }
    if let first = writes.first { actions.append(.write(first)) }
  }

  /// Writes on, or looks at the next object: where a write was refused, the rest is left out, and
  /// the next look at the object finds out what holds.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard writes.first == write else { return }
    if case .refused = outcome { writes = [] } else { writes.removeFirst() }
    if let next = writes.first {
      actions.append(.write(next))
    } else {
      sync(at: now, in: cluster, actions: &actions)
    }
  }

  private static func key(_ volume: VolumeID) -> Int32 { volume.index * 2 }

  private static func key(_ claim: ClaimID) -> Int32 { claim.index * 2 + 1 }

  /// Puts the claim into the queue.
  mutating func look(at claim: ClaimID) { queue.add(Self.key(claim)) }

  /// What is wrong with the bindings: of a claim and a volume that both say that they are bound,
  /// each names the other.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    guard writes.isEmpty, queue.isEmpty else { return nil }
    for row in cluster.claims.indices where cluster.claims[row].isPresent {
      let claim = cluster.claims[row].claim
      guard claim.phase == .bound, claim.isFullyBound else { continue }
      guard let volume = cluster.storage.volumes[claim.spec.volumeName],
        volume.isReserved(for: claim)
      else {
        return UnsettledObject(.claim, Int32(row), "is bound to a volume that is not its own")
      }
    }
    return nil
  }
}

extension ClusterState {
  /// The claim that `reference` means, by namespace and name, if it is there.
  func claim(of reference: ObjectReference) -> ClaimID? {
    symbols.find(reference.namespaceOrDefault).flatMap { claim(named: reference.name, in: $0) }
  }
}
