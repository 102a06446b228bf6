/// The steps in which a deployment moves from its old replica sets to the new one.
///
/// Source: `pkg/controller/deployment`, `rolling.go`, and `NewRSNewReplicas` of its `util`,
/// Kubernetes 1.20 to 1.36.
package enum RollingUpdate {
  /// The size that a new set of `present` pods gets where all sets together want `total`.
  ///
  /// What the surge leaves room for, and never more than the deployment wants. `Recreate` has no
  /// surge to respect: its old sets are empty by then.
  package static func newReplicas(present: Int32, total: Int64, bounds: RolloutBounds) -> Int32 {
    guard bounds.isRolling else { return bounds.replicas }
    let room = Int64(bounds.maxReplicas) - total
    guard room > 0 else { return present }
    return present + Int32(clamping: min(room, Int64(bounds.replicas) - Int64(present)))
  }

  /// What one sync writes; nothing where it has to wait or all is done.
  ///
  /// A sync that scales the new set leaves the old ones alone. A set can be listed twice: once for
  /// its unhealthy pods, once for surplus ones.
  package static func step(
    _ sets: [ReplicaSetSizes], bounds: RolloutBounds
  ) -> [ReplicaSetScale] {
    guard let new = sets.firstIndex(where: \.isNew) else { return [] }
    let target = newTarget(sets[new].replicas, sets.wanted, bounds)
    if target != sets[new].replicas {
      return [ReplicaSetScale(set: new, from: sets[new].replicas, to: target)]
    }
    let old = sets.activeOldSets
    guard !old.isEmpty else { return [] }
    let unavailableNew = Int64(sets[new].replicas) - Int64(sets[new].available)
    let budget = sets.wanted - Int64(bounds.minAvailable) - unavailableNew
    guard budget > 0 else { return [] }
    var steps = ScaleDown(sets: sets)
    if steps.removeUnhealthy(old, atMost: budget) {
      let considered = old + [new]
      let available = considered.reduce(0) { $0 + Int64(sets[$1].available) }
      steps.removeSurplus(old, atMost: available - Int64(bounds.minAvailable))
    }
    return steps.scales
  }

  private static func newTarget(_ present: Int32, _ total: Int64, _ bounds: RolloutBounds) -> Int32
  {
    present >= bounds.replicas
      ? bounds.replicas : newReplicas(present: present, total: total, bounds: bounds)
  }

  /// Old sets that shrink within one sync, whose counts of pods are those of its beginning.
  private struct ScaleDown {
    var sets: [ReplicaSetSizes]
    var scales: [ReplicaSetScale] = []

    /// Takes up to `limit` pods that are not available; returns whether the sync goes on.
    ///
    /// It does not where a set's status tells of more available pods than it wants: the real
    /// controller takes that for an error, after it has written the sets before.
    mutating func removeUnhealthy(_ old: [Int], atMost limit: Int64) -> Bool {
      var left = limit
      for index in old where left > 0 {
        let unhealthy = Int64(sets[index].replicas) - Int64(sets[index].available)
        if unhealthy < 0 { return false }
        left -= shrink(index, by: min(left, unhealthy))
      }
      return true
    }

    /// Takes up to `limit` pods, whatever their state.
    mutating func removeSurplus(_ old: [Int], atMost limit: Int64) {
      var left = limit
      for index in old where left > 0 {
        left -= shrink(index, by: min(left, Int64(sets[index].replicas)))
      }
    }

    private mutating func shrink(_ index: Int, by count: Int64) -> Int64 {
      guard count > 0 else { return 0 }
      let before = sets[index].replicas
      sets[index].replicas -= Int32(count)
      scales.append(ReplicaSetScale(set: index, from: before, to: sets[index].replicas))
      return count
    }
  }
}
