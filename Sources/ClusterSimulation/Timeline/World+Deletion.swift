import ClusterState
import KubernetesObjects
import SimulationEngine

/// Objects that are deleted.
extension World {
  /// Deletes what `target` names; pods with `grace`, or their own.
  mutating func delete(
    _ target: ObjectTarget, grace: SimulationDuration?, propagation: DeletionPropagation
  ) {
    if target.kind == Namespace.kind.name { return deleteNamespace(target.name) }
    for pod in pods(of: target) { delete(pod, .request, grace: grace) }
    for id in workloads(of: target) { deleteWorkload(id, propagation) }
    for service in services(of: target) { cluster.removeService(service, at: now) }
    for row in disruptionBudgets(of: target) { cluster.removeDisruptionBudget(row, at: now) }
    for row in autoscalers(of: target) { cluster.removeAutoscaler(row, at: now) }
    if case .named(let kind, let namespace, let name) = target {
      podAdmission.remove(kind, named: name, in: namespace)
      cluster.removeObject(kind, named: name, in: cluster.symbols.intern(namespace), at: now)
    }
    for claim in claims(of: target) { cluster.requestDeletion(ofClaim: claim, at: now) }
    for volume in volumes(of: target) { cluster.requestDeletion(ofVolume: volume, at: now) }
    for row in storageClasses(of: target) { cluster.removeStorageClass(row, at: now) }
    for quota in quotas(of: target) { cluster.removeQuota(quota, at: now) }
  }

  /// Marks a namespace for deletion; its controller empties it, and then it goes.
  private mutating func deleteNamespace(_ name: String) {
    if let status = refusalOfDeletion(ofNamespace: name) {
      return refuse(.delete, .init(Namespace.kind.name, "", name), status)
    }
    guard let row = cluster.namespaces.row(of: cluster.symbols.intern(name)) else { return }
    cluster.requestDeletion(ofNamespace: row, at: now)
  }

  /// Deletes a workload. In the modern era the garbage collector follows; in the classic one
  /// `kubectl delete` scaled it down first, and nothing owned by it was left, unless that was to be
  /// orphaned.
  private mutating func deleteWorkload(_ id: WorkloadID, _ propagation: DeletionPropagation) {
    if configuration.controlPlane.replication.usesOwnerReferences {
      return cluster.requestDeletion(of: id, propagation, at: now)
    }
    let dependents = cluster.dependents(of: id)
    cluster.removeWorkload(id, at: now)
    leaveBehind(of: id, propagation)
    for pod in dependents.pods {
      if propagation == .orphan {
        cluster.setOwner(of: pod, .absent, at: now)
      } else {
        delete(pod, .request, grace: nil)
      }
    }
    for child in dependents.workloads {
      if propagation == .orphan {
        cluster.setOwner(of: child, .absent, at: now)
      } else {
        deleteWorkload(child, propagation)
      }
    }
  }

  /// What becomes of the revisions and claims of a workload that is gone.
  private mutating func leaveBehind(of id: WorkloadID, _ propagation: DeletionPropagation) {
    for revision in cluster.revisions.owned(by: id) {
      if propagation == .orphan {
        cluster.setOwner(of: revision, .absent, at: now)
      } else {
        cluster.removeRevision(revision, at: now)
      }
    }
    for claim in cluster.claims(of: .workload(id)) {
      if propagation == .orphan {
        cluster.setOwner(of: claim, .nobody, at: now)
      } else {
        cluster.requestDeletion(ofClaim: claim, at: now)
      }
    }
  }
}
