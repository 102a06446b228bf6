import ClusterState
import SimulationEngine

/// Keeps as many pods of each replication controller and replica set as are wanted.
///
/// Level-triggered: a sync compares the counts with the specification and asks for the difference.
/// Until what it asked for has been seen, it asks for nothing more (expectations). Source:
/// `pkg/controller/replication` (Kubernetes 1.2) and `pkg/controller/replicaset` (1.20 to 1.34).
public struct ReplicaSetController: Sendable {
  /// How the controller works.
  public let settings: ReplicationSettings
  private var isDirty: ContiguousArray<Bool> = []
  private var dirty: ContiguousArray<WorkloadID> = []
  /// What a sync goes through; empty between two, and kept for its room.
  private var work: ContiguousArray<WorkloadID> = []
  private var expectedCreations: ContiguousArray<Int32> = []
  private var expectedDeletions: ContiguousArray<Int32> = []
  /// Which controller waits to see a pod deleted, by row of the pod table: in the first era that
  /// need not be the pod's owner.
  private var deleters: ContiguousArray<WorkloadID> = []
  private var refusals: ContiguousArray<Refusals> = []
  /// Who owns which pod, and what is to change about that.
  private var ownership = PodOwnership()

  /// How often in a row the API server has refused an object's pods.
  private struct Refusals: Sendable {
    var count = 0
    var isRetryPosted = false
  }

  /// A controller that knows no object.
  public init(settings: ReplicationSettings) { self.settings = settings }

  /// Notes that an object, or one of its pods, has changed.
  public mutating func mark(_ id: WorkloadID) {
    grow(to: id)
    guard !isDirty[id.row] else { return }
    isDirty[id.row] = true
    dirty.append(id)
  }

  /// Notes a change of `pod`: marks every controller that counts it, and what was expected of it.
  public mutating func observe(_ change: ClusterChange, in cluster: borrowing ClusterState) {
    switch change.subject {
    case .workload:
      let id = WorkloadID(Int(change.index))
      mark(id)
      if settings.usesOwnerReferences, change.verb == .added {
        ownership.lookForOrphans(of: id, in: cluster)
      }
    case .pod:
      let pod = PodID(Int(change.index))
      let owner = cluster.pods[pod].owner
      if owner.isPresent {
        grow(to: owner)
        if change.verb == .added { lower(&expectedCreations[owner.row]) }
        mark(owner)
      }
      if change.verb == .deleting || change.verb == .removed { noteDeletion(of: pod) }
      if settings.usesOwnerReferences {
        if let claimant = ownership.observe(pod, change.verb, in: cluster) { mark(claimant) }
        return
      }
      if change.verb == .specified {
        // Its former labels are gone, and with them who counted it.
        for row in cluster.workloads.indices { mark(WorkloadID(row)) }
      } else {
        markByLabels(of: pod, cluster)
      }
    default: break
    }
  }

  /// Whether any object waits for a sync.
  public var hasWork: Bool { !dirty.isEmpty || ownership.hasWork }

  /// Syncs every object that has changed, or all of them where the controller polls.
  public mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    if settings.syncPeriod != nil {
      for row in cluster.workloads.indices { mark(WorkloadID(row)) }
    }
    ownership.settle(in: cluster, actions: &actions)
    swap(&work, &dirty)
    for index in work.indices {
      let id = work[index]
      isDirty[id.row] = false
      sync(id, now, cluster, &actions)
    }
    work.removeAll(keepingCapacity: true)
  }

  /// Notes that the API server has refused a creation: quota, or a name that is taken.
  ///
  /// Returns how long the controller waits before it tries this object again, or nil if it waits
  /// already: one refusal ends a sync. Source: `client-go` `workqueue`, 5 ms doubling to 1000 s.
  public mutating func creationFailed(_ id: WorkloadID) -> SimulationDuration? {
    lower(&expectedCreations[id.row])
    guard !refusals[id.row].isRetryPosted else { return nil }
    refusals[id.row].isRetryPosted = true
    let doublings = Int64(min(refusals[id.row].count, 18))
    refusals[id.row].count += 1
    return min(.seconds(1000), .milliseconds(5) * (1 << doublings))
  }

  /// Whether the controller waits before it tries an object again.
  public func awaitsRetry(of id: WorkloadID) -> Bool {
    id.row < refusals.count && refusals[id.row].isRetryPosted
  }

  /// Looks at an object again after a refusal.
  public mutating func retry(_ id: WorkloadID) {
    refusals[id.row].isRetryPosted = false
    mark(id)
  }

  /// Notes that a creation has succeeded: the next refusal is the first again.
  public mutating func creationSucceeded(_ id: WorkloadID) { refusals[id.row].count = 0 }

  private mutating func sync(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ContiguousArray<ControllerAction>
  ) {
    let record = cluster.workloads[id.row]
    guard record.isPresent else { return }
    let counts = PodCensus(of: id, in: cluster, byOwner: settings.usesOwnerReferences)
    if expectedCreations[id.row] <= 0 && expectedDeletions[id.row] <= 0
      && !refusals[id.row].isRetryPosted && !ownership.awaitsChanges(for: id)
    {
      let difference = counts.active - record.replicas
      if difference < 0 {
        let count = min(-difference, settings.burstReplicas)
        expectedCreations[id.row] = count
        actions.append(.createPods(id, count: count))
      } else if difference > 0 {
        let count = min(difference, settings.burstReplicas)
        delete(count, of: id, now, cluster, &actions)
      }
    }
    report(id, record, counts, now, cluster, &actions)
  }

  private mutating func delete(
    _ count: Int32, of id: WorkloadID, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ContiguousArray<ControllerAction>
  ) {
    let victims = SurplusPods.choose(
      Int(count), of: id, in: cluster, era: settings.ranking,
      byOwner: settings.usesOwnerReferences, now: now)
    for victim in victims {
      expectDeletion(of: victim, by: id)
      actions.append(.deletePod(victim, .surplus))
    }
  }

  private mutating func expectDeletion(of pod: PodID, by id: WorkloadID) {
    while deleters.count <= pod.row { deleters.append(.absent) }
    if deleters[pod.row].isPresent { lower(&expectedDeletions[deleters[pod.row].row]) }
    deleters[pod.row] = id
    expectedDeletions[id.row] += 1
  }

  private mutating func noteDeletion(of pod: PodID) {
    guard pod.row < deleters.count, deleters[pod.row].isPresent else { return }
    let deleter = deleters[pod.row]
    deleters[pod.row] = .absent
    lower(&expectedDeletions[deleter.row])
    mark(deleter)
  }

  private func report(
    _ id: WorkloadID, _ record: WorkloadRecord, _ counts: PodCensus,
    _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ContiguousArray<ControllerAction>
  ) {
    var available = counts.ready
    if record.minReady > .zero && counts.ready > 0 {
      let census = Availability(of: id, in: cluster, minReady: record.minReady, now: now)
      available = census.available
      if let next = census.next { actions.append(.post(.availabilityDue(id), after: next - now)) }
    }
    let status = WorkloadStatus(
      replicas: counts.active, readyReplicas: counts.ready, availableReplicas: available)
    if record.status != status { actions.append(.reportReplicas(id, status)) }
  }

  private mutating func markByLabels(of pod: PodID, _ cluster: borrowing ClusterState) {
    let template = cluster.pods[pod].template
    for id in cluster.workloads(selecting: template)
    where cluster.workloads[id.row].isPresent {
      mark(id)
    }
  }

  private func lower(_ count: inout Int32) { if count > 0 { count -= 1 } }

  private mutating func grow(to id: WorkloadID) {
    while isDirty.count <= id.row {
      isDirty.append(false)
      expectedCreations.append(0)
      expectedDeletions.append(0)
      refusals.append(Refusals())
    }
  }
}
