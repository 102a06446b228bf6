import ClusterState
import KubernetesObjects
import SimulationEngine

/// Keeps pods that have a number, a name and claims of their own: at most one of each number.
///
/// Source: `pkg/controller/statefulset`, Kubernetes 1.27 to 1.36.
package struct StatefulSetController: Controller {
  /// The controller's timers, by set.
  enum Timer: UInt8 {
    /// A pod will have been ready for long enough.
    case availability
    /// The pause after a refusal is over.
    case retry
  }

  private let settings: StatefulSetSettings
  private let clock: WallClock
  private var queue = WorkQueue()
  /// Whether a set has been seen: without one, pods and claims are of no interest.
  private var hasObjects = false
  private var ownership: PodOwnership
  private var pods: [WorkloadID: StatefulSetPods] = [:]
  /// Under which set each pod is listed, by row of the pod table.
  private var listed: ContiguousArray<WorkloadID> = []
  /// The position in the log up to which changes of pods and claims have been noted.
  private var noted = 0
  private var writes = SyncWrites()
  /// The sets to which something has happened while a sync of theirs was under way.
  private var dirty: Set<WorkloadID> = []
  /// The sets whose revisions are being brought in order, before anything else.
  private var awaitingRevision: Set<WorkloadID> = []

  /// A controller that knows no set.
  package init(settings: StatefulSetSettings, clock: WallClock = .epoch) {
    self.settings = settings
    self.clock = clock
    ownership = PodOwnership(kind: .statefulSet)
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "statefulset-controller" }

  /// Its own objects, pods, and claims, for which a pod may wait.
  package var interests: SubjectSet {
    hasObjects ? [.workloads, .pods, .claims] : .workloads
  }

  /// Whether any set waits for a sync.
  package var hasWork: Bool { !queue.isEmpty || ownership.hasWork }

  /// Notes a write of a set, a pod or a claim.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .workload:
      let id = WorkloadID(index: change.index)
      guard cluster.workloads[id.row].kind == .statefulSet else { return }
      if !hasObjects { beginToWatch(cluster) }
      queue.add(id.index)
      if change.verb == .added { ownership.lookForOrphans(of: id, in: cluster) }
    case .pod where hasObjects: observe(PodID(index: change.index), change.verb, cluster)
    case .claim where hasObjects && change.verb == .removed:
      noteEnd(ofClaim: cluster.claims[Int(change.index)], cluster)
    default: break
    }
  }

  /// Takes up the pods that were there before the first set was seen.
  private mutating func beginToWatch(_ cluster: borrowing ClusterState) {
    hasObjects = true
    for row in 0..<cluster.pods.count where !cluster.pods[PodID(row)].isRemoved {
      noteMember(PodID(row), cluster)
    }
  }

  /// Lists `pod` under the set that owns it, and notes that it is to be looked at.
  private mutating func noteMember(_ pod: PodID, _ cluster: borrowing ClusterState) {
    var owner = cluster.pods[pod].owner
    if !owner.isPresent || cluster.workloads[owner.row].kind != .statefulSet { owner = .absent }
    while listed.count <= pod.row { listed.append(.absent) }
    let former = listed[pod.row]
    guard owner != former else {
      if owner.isPresent { pods[owner]?.note(pod) }
      return
    }
    listed[pod.row] = owner
    if former.isPresent { pods[former]?.drop(pod) }
    guard owner.isPresent else { return }
    let ordinal = StatefulPod.ordinal(
      in: cluster.pods[pod].name.text(cluster.symbols),
      of: cluster.symbols[cluster.workloads[owner.row].name])
    pods[owner, default: StatefulSetPods(clock: clock)].add(pod, ordinal: ordinal ?? -1)
  }

  /// Notes what was written and has not reached the watch: a sync looks at the tables, which have
  /// it already.
  private mutating func noteUnread(_ cluster: borrowing ClusterState) {
    for position in max(noted, cluster.changes.start)..<max(noted, cluster.changes.end) {
      let change = cluster.changes[position]
      switch change.subject {
      case .pod where Int(change.index) < listed.count:
        let owner = listed[Int(change.index)]
        if owner.isPresent { pods[owner]?.note(PodID(index: change.index)) }
      case .claim: noteClaim(cluster.claims[Int(change.index)], cluster)
      default: break
      }
    }
    noted = cluster.changes.end
  }

  /// Lets the sets look again at the pod whose claim `claim` may be: its name is a template's, the
  /// set's and the ordinal.
  private mutating func noteClaim(_ claim: ClaimRecord, _ cluster: borrowing ClusterState) {
    let name = cluster.symbols[claim.name]
    guard let end = name.lastIndex(of: "-"), let ordinal = Int32(name[end...].dropFirst()) else {
      return
    }
    let front = name[..<end]
    for dash in front.indices where front[dash] == "-" {
      guard let set = cluster.symbols.find(String(front[dash...].dropFirst())),
        let id = cluster.workload(.statefulSet, named: set, in: claim.namespace)
      else { continue }
      pods[id]?.noteClaim(ordinal)
    }
  }

  private mutating func observe(
    _ pod: PodID, _ verb: ClusterChange.Verb, _ cluster: borrowing ClusterState
  ) {
    noteMember(pod, cluster)
    let owner = cluster.pods[pod].owner
    if owner.isPresent, cluster.workloads[owner.row].kind == .statefulSet {
      queue.add(owner.index)
    }
    if let claimant = ownership.observe(pod, verb, in: cluster) { queue.add(claimant.index) }
  }

  /// A pod whose claim had to go first may come now.
  private mutating func noteEnd(ofClaim claim: ClaimRecord, _ cluster: borrowing ClusterState) {
    for row in cluster.workloads.indices {
      let record = cluster.workloads[row]
      guard record.kind == .statefulSet, record.isPresent, record.namespace == claim.namespace
      else { continue }
      queue.add(Int32(row))
    }
  }

  /// Syncs every set that has changed.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    ownership.settle(in: cluster, actions: &actions)
    while let key = queue.next() { sync(WorkloadID(index: key), now, cluster, &actions) }
  }

  private mutating func sync(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard cluster.workloads[id.row].isPresent else { return }
    guard !writes.areUnderWay(of: id), !ownership.awaitsChanges(for: id) else {
      dirty.insert(id)
      return
    }
    noteUnread(cluster)
    var sync = StatefulSetSync(
      of: id, pods: pods.removeValue(forKey: id) ?? StatefulSetPods(clock: clock), in: cluster,
      settings: settings, at: now)
    sync.run(in: cluster)
    pods[id] = sync.pods
    if sync.awaitsRevision { awaitingRevision.insert(id) }
    if let failure = sync.failure {
      let error = "pvc \(failure.claim) is being deleted"
      record("create", ofPod: failure.pod, id, error, cluster, &actions)
      fail(id, at: now, &actions)
    }
    if let due = sync.recheck {
      let timer = ControllerTimer(Timer.availability.rawValue, key: id.index)
      actions.append(.setTimer(timer, after: due - now))
    }
    if !writes.begin(sync.phases, last: sync.last, of: id, &actions), sync.failure == nil {
      queue.forget(id.index)
    }
  }

  private mutating func fail(
    _ id: WorkloadID, at now: SimulationTime, _ actions: inout ControllerActions
  ) {
    guard let pause = queue.fail(id.index, at: now) else { return }
    actions.append(.setTimer(ControllerTimer(Timer.retry.rawValue, key: id.index), after: pause))
  }

  /// Looks at a set whose time has come.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .availability: queue.add(timer.key)
    case .retry: queue.retry(timer.key, at: now)
    case nil: return
    }
    sync(at: now, in: cluster, actions: &actions)
  }

  /// Notes what came of a write: what waited for it follows, or the sync ends.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    // It knows no refusal that is for good.
    let outcome = outcome.withoutReason
    guard let answer = writes.answer(outcome, to: write, &actions) else { return }
    let id = answer.workload
    recordEvent(of: write, outcome, id, cluster, &actions)
    guard answer.hasEnded else { return }
    if answer.hasFailed { fail(id, at: now, &actions) } else { queue.forget(id.index) }
    let isInOrder = awaitingRevision.remove(id) != nil && !answer.hasFailed
    guard dirty.remove(id) != nil || isInOrder else { return }
    queue.add(id.index)
    sync(at: now, in: cluster, actions: &actions)
  }

  /// A settled set has its pods or waits for one of them, and says so.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.workloads.indices {
      let record = cluster.workloads[row]
      guard record.isPresent, record.deletion == nil, record.kind == .statefulSet,
        !queue.awaitsRetry(of: Int32(row))
      else { continue }
      let counts = cluster.pods.counts(of: WorkloadID(row))
      guard record.status.replicas != counts.live else { continue }
      return UnsettledObject(
        .workload, Int32(row),
        "is settled and reports \(record.status.replicas) pods of \(counts.live)")
    }
    return nil
  }
}

/// Events, in the controller's words.
///
/// Source: `recordPodEvent` and `recordClaimEvent` of `pkg/controller/statefulset`, Kubernetes 1.34
/// and 1.36.
extension StatefulSetController {
  private func recordEvent(
    of write: ClusterWrite, _ outcome: WriteOutcome, _ id: WorkloadID,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    var error: String?
    if case .refused(let reason) = outcome { error = reason }
    switch write {
    case .createDraftedPod(let draft):
      guard case .whole(let pod) = draft.name, error?.hasSuffix("already exists") != true else {
        return
      }
      record("create", ofPod: pod, id, error, cluster, &actions)
    case .deletePod(let pod, _, _):
      record(
        "delete", ofPod: cluster.pods[pod].name.text(cluster.symbols), id, error, cluster,
        &actions)
    case .setPodLabels(let pod, _):
      record(
        "update", ofPod: cluster.pods[pod].name.text(cluster.symbols), id, error, cluster,
        &actions)
    case .createClaim(let claim):
      recordCreation(ofClaim: claim.metadata.name, id, error, cluster, &actions)
    default: break
    }
  }

  private func record(
    _ verb: String, ofPod pod: String, _ id: WorkloadID, _ error: String?,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    let set = cluster.symbols[cluster.workloads[id.row].name]
    let end = error.map { "failed error: \($0)" } ?? "successful"
    record(verb, id, "Pod \(pod) in StatefulSet \(set) \(end)", isWarning: error != nil, &actions)
  }

  /// A claim that could not be made keeps its pod from being made, which is told too.
  private func recordCreation(
    ofClaim claim: String, _ id: WorkloadID, _ error: String?,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    let set = cluster.symbols[cluster.workloads[id.row].name]
    let ordinal = claim.split(separator: "-").last ?? ""
    let pod = "\(set)-\(ordinal)"
    guard let error else {
      let text = "Claim \(claim) Pod \(pod) in StatefulSet \(set) success"
      return record("create", id, text, isWarning: false, &actions)
    }
    let text = "Claim \(claim) for Pod \(pod) in StatefulSet \(set) failed error: \(error)"
    record("create", id, text, isWarning: true, &actions)
    record(
      "create", ofPod: pod, id, "failed to create PVC \(claim): \(error)", cluster, &actions)
  }

  private func record(
    _ verb: String, _ id: WorkloadID, _ text: String, isWarning: Bool,
    _ actions: inout ControllerActions
  ) {
    let title = verb.prefix(1).uppercased() + verb.dropFirst()
    let message = "\(settings.capitalizesEvents ? title : verb) \(text)"
    actions.append(
      .recordEvent(
        WorkloadEvent(
          id, (isWarning ? "Failed" : "Successful") + title, isWarning: isWarning, .text(message)))
    )
  }
}
