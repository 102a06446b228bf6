import ClusterState

/// The creations and deletions that a controller has asked for and not seen yet.
///
/// Until they are seen, its view is older than its own writes, and what it would ask for now it may
/// have asked for already. Source: `controller.UIDTrackingControllerExpectations`, Kubernetes 1.34.
struct PodExpectations: Sendable {
  private struct Counts: Sendable {
    var creations: Int32 = 0
    var deletions: Int32 = 0
  }

  private var counts: ContiguousArray<Counts> = []
  /// Which workload waits to see a pod deleted, by row of the pod table: in the first era that need
  /// not be the pod's owner.
  private var deleters: ContiguousArray<WorkloadID> = []

  /// Whether everything that `id` has asked for was seen.
  func areMet(by id: WorkloadID) -> Bool {
    guard id.row < counts.count else { return true }
    return counts[id.row].creations <= 0 && counts[id.row].deletions <= 0
  }

  mutating func expectCreations(_ count: Int32, by id: WorkloadID) {
    grow(to: id)
    counts[id.row].creations = count
  }

  /// Notes that a pod of `id` was created, or will not be.
  mutating func noteCreation(by id: WorkloadID) {
    grow(to: id)
    if counts[id.row].creations > 0 { counts[id.row].creations -= 1 }
  }

  mutating func expectDeletion(of pod: PodID, by id: WorkloadID) {
    grow(to: id)
    while deleters.count <= pod.row { deleters.append(.absent) }
    if deleters[pod.row].isPresent { lower(deleters[pod.row]) }
    deleters[pod.row] = id
    counts[id.row].deletions += 1
  }

  /// Notes that `pod` is being deleted or gone; returns the workload that had waited for that.
  private mutating func noteDeletion(of pod: PodID) -> WorkloadID? {
    guard pod.row < deleters.count, deleters[pod.row].isPresent else { return nil }
    let deleter = deleters[pod.row]
    deleters[pod.row] = .absent
    lower(deleter)
    return deleter
  }

  /// Takes what a watch tells of `pod` off what is expected, and queues the workload of `kind` that
  /// owns it and the one that waited for its deletion.
  mutating func observe(
    _ pod: PodID, _ verb: ClusterChange.Verb, of kind: WorkloadKind,
    in cluster: borrowing ClusterState, _ queue: inout WorkQueue
  ) {
    let owner = cluster.pods[pod].owner
    if owner.isPresent, cluster.workloads[owner.row].kind == kind {
      if verb == .added { noteCreation(by: owner) }
      queue.add(owner.index)
    }
    if verb == .deleting || verb == .removed, let deleter = noteDeletion(of: pod) {
      queue.add(deleter.index)
    }
  }

  private mutating func lower(_ id: WorkloadID) {
    if counts[id.row].deletions > 0 { counts[id.row].deletions -= 1 }
  }

  private mutating func grow(to id: WorkloadID) {
    while counts.count <= id.row { counts.append(Counts()) }
  }
}
