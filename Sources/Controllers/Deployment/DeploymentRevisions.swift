/// The revision numbers of a deployment's replica sets, and how long old sets are kept.
package enum DeploymentRevisions {
  /// The number that the new set gets: one more than the highest of the old ones.
  ///
  /// A set that has a higher number keeps it. Source: `pkg/controller/deployment`,
  /// `getNewReplicaSet`, and `SetNewReplicaSetAnnotations` of its `util`, Kubernetes 1.20 to 1.36.
  package static func newRevision(_ sets: [ReplicaSetSizes]) -> Int64 {
    let next = (sets.lazy.filter { !$0.isNew }.map(\.revision).max() ?? 0) + 1
    return max(next, sets.first(where: \.isNew)?.revision ?? 0)
  }

  /// The set to which a rollout is undone: the one of the second highest revision, or of
  /// `revision`; nil without one.
  ///
  /// Source: `kubectl rollout undo`, Kubernetes 1.20 to 1.36.
  package static func undoTarget(_ sets: [ReplicaSetSizes], revision: Int64 = 0) -> Int? {
    if revision > 0 { return sets.firstIndex { $0.revision == revision } }
    let ranked = sets.indices.filter { sets[$0].revision > 0 }.sorted {
      sets[$0].revision == sets[$1].revision ? $0 < $1 : sets[$0].revision > sets[$1].revision
    }
    return ranked.count > 1 ? ranked[1] : nil
  }

  /// The old sets that a completed deployment deletes, lowest revision first.
  ///
  /// Of the sets beyond `limit` those that still have or want pods stay; others do not take their
  /// place. Source: `pkg/controller/deployment`, `cleanupDeployment`, Kubernetes 1.20 to 1.36.
  package static func removable(_ sets: [ReplicaSetSizes], limit: Int32) -> [Int] {
    let old = sets.indices.filter { !sets[$0].isNew && !sets[$0].isBeingDeleted }
    guard limit != .max, old.count > Int(limit) else { return [] }
    let ranked = old.sorted { a, b in
      sets[a].revision == sets[b].revision
        ? sets[a].isOlder(than: sets[b]) : sets[a].revision < sets[b].revision
    }
    return ranked.prefix(old.count - Int(limit)).filter {
      sets[$0].current == 0 && sets[$0].replicas == 0 && sets[$0].isObserved
    }
  }
}
