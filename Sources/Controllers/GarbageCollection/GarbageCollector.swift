import ClusterState
import SimulationEngine

/// Follows owners that go: deletes what they owned, or lets go of it.
///
/// An owner that is gone leaves its dependents to the collector. One that is deleted in the
/// foreground stays until its dependents are gone, and one whose dependents are to be orphaned
/// until nothing names it. Source: `pkg/controller/garbagecollector`, Kubernetes 1.20 to 1.36.
package struct GarbageCollector: Controller {
  private var queue = WorkQueue()
  /// Whether an owner waits for the end of pods, or a claim goes with one.
  private var watchesPods = false
  /// The owner on whose account each write is under way.
  private var owners: [Dependent: WorkloadID] = [:]
  /// How many writes are under way for each owner.
  private var writesInFlight: ContiguousArray<Int32> = []

  private enum Dependent: Hashable, Sendable {
    case pod(PodID)
    case workload(WorkloadID)
    case revision(ControllerRevisionID)
    case claim(ClaimID)
  }

  /// How long the API server takes to answer a reading request.
  private let readLatency: SimulationDuration
  /// The owners without dependents that are read anew before their finalizer is taken off.
  private var isRead: Set<WorkloadID> = []

  /// A collector that has seen nothing.
  package init(readLatency: SimulationDuration) { self.readLatency = readLatency }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "garbage-collector-controller" }

  /// Owners, and pods while an owner waits for them.
  package var interests: SubjectSet {
    watchesPods ? [.workloads, .claims, .pods] : [.workloads, .claims]
  }

  /// Whether any owner waits for a sync.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes that an owner goes, or that something that it waits for has gone.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .workload:
      let id = WorkloadID(index: change.index)
      let record = cluster.workloads[id.row]
      if !record.isPresent || record.deletion != nil {
        queue.add(id.index)
        if record.deletion == .foreground { watchesPods = true }
      }
      noteDependent(of: record.owner, cluster)
    case .pod where change.verb == .removed:
      let pod = PodID(index: change.index)
      noteDependent(of: cluster.pods[pod].owner, cluster)
      for claim in cluster.claims(of: .pod(pod)) { actions.append(.write(.deleteClaim(claim))) }
    case .claim: observe(ClaimID(index: change.index), cluster, &actions)
    default: break
    }
  }

  private mutating func observe(
    _ claim: ClaimID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    switch cluster.claims[claim.row].owner {
    case .nobody: break
    case .workload(let owner): noteDependent(of: owner, cluster)
    case .pod(let pod):
      watchesPods = true
      let record = cluster.claims[claim.row]
      if cluster.pods[pod].isRemoved, record.isPresent, !record.isDeleting {
        actions.append(.write(.deleteClaim(claim)))
      }
    }
  }

  /// Takes up the owners that go, and those that went while no collector was running: their
  /// dependents tell of them.
  package mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    for row in cluster.workloads.indices where cluster.workloads[row].isPresent {
      let change = ClusterChange(.workload, .added, index: Int32(row), time: now)
      observe(change, at: now, in: cluster, actions: &actions)
    }
    for row in 0..<cluster.pods.count where !cluster.pods[PodID(row)].isRemoved {
      noteDependent(of: cluster.pods[PodID(row)].owner, cluster)
    }
    for row in cluster.claims.indices where cluster.claims[row].isPresent {
      observe(ClaimID(row), cluster, &actions)
    }
  }

  private mutating func noteDependent(of owner: WorkloadID, _ cluster: borrowing ClusterState) {
    guard owner.isPresent else { return }
    let record = cluster.workloads[owner.row]
    if !record.isPresent || record.deletion != nil { queue.add(owner.index) }
  }

  /// Sees to every owner that goes.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let key = queue.next() { sync(WorkloadID(index: key), cluster, &actions) }
  }

  private mutating func sync(
    _ id: WorkloadID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    while writesInFlight.count <= id.row { writesInFlight.append(0) }
    // The last answer brings the next look.
    guard writesInFlight[id.row] == 0 else { return }
    let record = cluster.workloads[id.row]
    let dependents = cluster.dependents(of: id)
    let isOrphaning = record.isPresent && record.deletion == .orphan
    for child in dependents.workloads {
      if isOrphaning {
        ask(.setWorkloadOwner(child, .absent), .workload(child), for: id, &actions)
      } else if cluster.workloads[child.row].deletion == nil {
        let propagation: DeletionPropagation = record.isPresent ? .foreground : .background
        ask(.deleteWorkload(child, propagation), .workload(child), for: id, &actions)
      }
    }
    for pod in dependents.pods {
      if isOrphaning {
        ask(.setOwner(pod, .absent), .pod(pod), for: id, &actions)
      } else if !cluster.pods[pod].isDeleting {
        ask(.deletePod(pod, .request, isForced: false), .pod(pod), for: id, &actions)
      }
    }
    for revision in cluster.revisions.owned(by: id) {
      let write: ClusterWrite =
        isOrphaning ? .setRevisionOwner(revision, .absent) : .removeRevision(revision)
      ask(write, .revision(revision), for: id, &actions)
    }
    for claim in cluster.claims(of: .workload(id)) {
      if isOrphaning {
        let record = cluster.claims[claim.row]
        let name = cluster.symbols[record.name]
        actions.append(
          .write(.setClaimOwner(namespace: record.namespace, name: name, .nobody)))
      } else if !cluster.claims[claim.row].isDeleting {
        ask(.deleteClaim(claim), .claim(claim), for: id, &actions)
      }
    }
    if record.isPresent, record.deletion != nil, dependents.isEmpty,
      isRead.insert(id).inserted
    {
      actions.append(.setTimer(ControllerTimer(0, key: id.index), after: readLatency))
    }
  }

  private mutating func ask(
    _ write: ClusterWrite, _ dependent: Dependent, for owner: WorkloadID,
    _ actions: inout ControllerActions
  ) {
    owners[dependent] = owner
    writesInFlight[owner.row] += 1
    actions.append(.write(write))
  }

  /// Takes the finalizer off an owner that has been read anew.
  ///
  /// What another controller writes at the end of the last dependent comes first. Source:
  /// `removeFinalizer` of `pkg/controller/garbagecollector/operations.go`, Kubernetes 1.36.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    let id = WorkloadID(index: timer.key)
    isRead.remove(id)
    guard cluster.workloads[id.row].isPresent, cluster.dependents(of: id).isEmpty else { return }
    ask(.removeWorkload(id), .workload(id), for: id, &actions)
  }

  /// Looks at an owner again when the last of its writes has been answered.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    let dependent: Dependent
    switch write {
    case .deletePod(let pod, _, _), .setOwner(let pod, _): dependent = .pod(pod)
    case .deleteWorkload(let id, _), .setWorkloadOwner(let id, _), .removeWorkload(let id):
      dependent = .workload(id)
    case .removeRevision(let id), .setRevisionOwner(let id, _): dependent = .revision(id)
    case .deleteClaim(let id): dependent = .claim(id)
    default: return
    }
    guard let owner = owners.removeValue(forKey: dependent) else { return }
    writesInFlight[owner.row] -= 1
    guard writesInFlight[owner.row] == 0 else { return }
    queue.add(owner.index)
    sync(at: now, in: cluster, actions: &actions)
  }

  /// Nothing that has an owner is there without it.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.workloads.indices {
      let record = cluster.workloads[row]
      guard record.isPresent, record.owner.isPresent, record.deletion == nil,
        !cluster.workloads[record.owner.row].isPresent
      else { continue }
      return UnsettledObject(.workload, Int32(row), "is there and its owner is gone")
    }
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      guard record.isActive, record.owner.isPresent,
        !cluster.workloads[record.owner.row].isPresent
      else { continue }
      return UnsettledObject(.pod, Int32(row), "is there and its owner is gone")
    }
    return nil
  }
}
