import ClusterState

/// The pods of each workload of one kind, as its controller has seen them, each with what the
/// controller worked out of it when it first saw it.
///
/// Pods that are gone or have another owner by now are left out when the list is read, so a change
/// of a pod costs constant time.
struct OwnedPods<Mark: Sendable>: Sendable {
  /// A pod and what is known of it.
  struct Member: Sendable {
    let pod: PodID
    let mark: Mark
  }

  private var members: [WorkloadID: ContiguousArray<Member>] = [:]
  /// Under which workload each pod is listed, by row of the pod table.
  private var listed: ContiguousArray<WorkloadID> = []

  /// No pods.
  init() {}

  /// Lists `pod` under its owner, unless it is listed there; `mark` works out what is kept of it.
  mutating func note(
    _ pod: PodID, in cluster: borrowing ClusterState, mark: (borrowing ClusterState) -> Mark
  ) {
    let owner = cluster.pods[pod].owner
    while listed.count <= pod.row { listed.append(.absent) }
    guard listed[pod.row] != owner else { return }
    listed[pod.row] = owner
    if owner.isPresent {
      members[owner, default: []].append(Member(pod: pod, mark: mark(cluster)))
    }
  }

  /// The pods of `workload` that are there, in the order in which they became its own.
  mutating func list(
    of workload: WorkloadID, in cluster: borrowing ClusterState
  ) -> ContiguousArray<Member> {
    members[workload]?.removeAll {
      let record = cluster.pods[$0.pod]
      guard record.isRemoved || listed[$0.pod.row] != workload else { return false }
      if record.isRemoved { listed[$0.pod.row] = .absent }
      return true
    }
    return members[workload] ?? []
  }
}
