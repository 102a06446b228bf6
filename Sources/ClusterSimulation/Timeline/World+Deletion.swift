import ClusterState
import SimulationEngine

/// Objects that are deleted.
extension World {
  /// Deletes what `target` names; pods with `grace`, or their own.
  mutating func delete(
    _ target: ObjectTarget, grace: SimulationDuration?, propagation: DeletionPropagation
  ) {
    for pod in pods(of: target) { delete(pod, .request, grace: grace) }
    for id in workloads(of: target) { deleteWorkload(id, propagation) }
    for service in services(of: target) { cluster.removeService(service, at: now) }
    for row in disruptionBudgets(of: target) { cluster.removeDisruptionBudget(row, at: now) }
    for quota in quotas(of: target) { cluster.removeQuota(quota, at: now) }
  }

  /// Deletes a workload with all that it owns, unless that is to be orphaned: `kubectl delete`
  /// scaled it down first in the classic era; in the modern one the garbage collector follows.
  private mutating func deleteWorkload(_ id: WorkloadID, _ propagation: DeletionPropagation) {
    let owned = cluster.workloads.indices.filter {
      cluster.workloads[$0].owner == id && cluster.workloads[$0].isPresent
    }
    deletePods(of: id, propagation)
    for row in owned {
      if propagation == .orphan {
        cluster.setOwner(of: WorkloadID(row), .absent, at: now)
      } else {
        deleteWorkload(WorkloadID(row), propagation)
      }
    }
  }

  private mutating func deletePods(of id: WorkloadID, _ propagation: DeletionPropagation) {
    var owned: ContiguousArray<PodID> = []
    for template in cluster.workloads[id.row].matching {
      cluster.pods.forEach(of: template) { pod in
        if cluster.pods[pod].owner == id { owned.append(pod) }
      }
    }
    cluster.removeWorkload(id, at: now)
    for pod in owned {
      if propagation == .orphan {
        cluster.setOwner(of: pod, .absent, at: now)
      } else {
        delete(pod, .request, grace: nil)
      }
    }
  }
}
