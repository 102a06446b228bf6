/// What a workload owns.
public struct WorkloadDependents: Sendable {
  /// The workloads, oldest first.
  public fileprivate(set) var workloads: ContiguousArray<WorkloadID> = []
  /// The pods, by template, then by age.
  public fileprivate(set) var pods: ContiguousArray<PodID> = []

  /// Whether it owns nothing.
  public var isEmpty: Bool { workloads.isEmpty && pods.isEmpty }
}

extension ClusterState {
  /// What `id` owns and is still there, whatever has become of `id`.
  ///
  /// Complexity: O(workloads that it owns + pods of the templates that it selects).
  public func dependents(of id: WorkloadID) -> WorkloadDependents {
    var found = WorkloadDependents()
    found.workloads = ownedWorkloads[id] ?? []
    found.workloads.sort()
    for template in workloads[id.row].matching {
      pods.forEach(of: template) { if pods[$0].owner == id { found.pods.append($0) } }
    }
    return found
  }
}
