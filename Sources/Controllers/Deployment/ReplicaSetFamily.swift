import ClusterState

/// Which replica sets belong to which deployment, and which to none.
///
/// Source: `ReplicaSetControllerRefManager`, Kubernetes 1.34.
struct ReplicaSetFamily: Sendable {
  private var deployments: ContiguousArray<WorkloadID> = []
  /// By row of the table of workloads: the sets of a deployment, oldest first.
  private var setsByDeployment: [WorkloadID: ContiguousArray<WorkloadID>] = [:]
  /// By set: the deployment among whose setsByDeployment it is.
  private var parents: [WorkloadID: WorkloadID] = [:]
  private var orphans: ContiguousArray<WorkloadID> = []

  /// The sets of `deployment`, oldest first.
  func sets(of deployment: WorkloadID) -> ContiguousArray<WorkloadID> {
    setsByDeployment[deployment] ?? []
  }

  /// Notes that `deployment` is there.
  mutating func noteDeployment(_ deployment: WorkloadID) {
    if deployments.last.map({ $0 < deployment }) ?? true { deployments.append(deployment) }
  }

  /// Notes a write of `set`; returns the deployments that it concerns.
  mutating func note(
    _ set: WorkloadID, in cluster: borrowing ClusterState
  ) -> ContiguousArray<WorkloadID> {
    let record = cluster.workloads[set.row]
    let owner = record.isPresent ? record.owner : .absent
    var concerned: ContiguousArray<WorkloadID> = []
    if let parent = parents[set], parent != owner {
      setsByDeployment[parent]?.removeAll { $0 == set }
      concerned.append(parent)
      parents[set] = nil
    }
    orphans.removeAll { $0 == set }
    if owner.isPresent {
      if parents.updateValue(owner, forKey: set) == nil {
        setsByDeployment[owner, default: []].append(set)
      }
      concerned.append(owner)
    } else if record.isPresent {
      orphans.append(set)
      concerned += deployments.filter { matches($0, set, cluster) }
    }
    return concerned
  }

  /// The changes of owner that `deployment` is to ask for: orphans that its selector matches
  /// become its own, and sets that it does not match any more are let go.
  func claims(
    of deployment: WorkloadID, in cluster: borrowing ClusterState
  ) -> [ClusterWrite] {
    guard cluster.workloads[deployment.row].deletion == nil else { return [] }
    var writes: [ClusterWrite] = []
    for set in orphans where matches(deployment, set, cluster) {
      writes.append(.setWorkloadOwner(set, deployment))
    }
    for set in sets(of: deployment) where !matches(deployment, set, cluster) {
      writes.append(.setWorkloadOwner(set, .absent))
    }
    return writes
  }

  private func matches(
    _ deployment: WorkloadID, _ set: WorkloadID, _ cluster: borrowing ClusterState
  ) -> Bool {
    let record = cluster.workloads[deployment.row]
    return record.isPresent && record.namespace == cluster.workloads[set.row].namespace
      && record.selector.matches(cluster.workloads[set.row].labels, cluster.symbols)
  }
}
