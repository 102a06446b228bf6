/// How a change of a deployment's size is shared among its replica sets.
///
/// Source: `pkg/controller/deployment`, `isScalingEvent` and `scale`, and `FindActiveOrLatest`,
/// `IsSaturated` and `GetReplicaSetProportion` of its `util`, Kubernetes 1.20 to 1.36.
package enum ProportionalScaling {
  /// Whether the deployment was scaled since its sets were: the sync then scales and does no more.
  package static func isDue(_ sets: [ReplicaSetSizes], replicas: Int32) -> Bool {
    sets.contains { set in
      set.isActive && set.desiredAnnotation.map { $0 != replicas } ?? false
    }
  }

  /// What one sync writes to bring the sets to the deployment's size.
  ///
  /// `observed` is the deployment's `status.replicas`, which stands in for a set's annotation where
  /// that is missing.
  package static func plan(
    _ sets: [ReplicaSetSizes], bounds: RolloutBounds, observed: Int32
  ) -> [ReplicaSetScale] {
    let active = sets.indices.filter { sets[$0].isActive }
    if active.count <= 1 {
      guard let only = active.first ?? latest(sets) else { return [] }
      let size = sets[only].replicas
      return size == bounds.replicas
        ? [] : [ReplicaSetScale(set: only, from: size, to: bounds.replicas)]
    }
    if sets.contains(where: { $0.isNew && isSaturated($0, replicas: bounds.replicas) }) {
      return sets.activeOldSets.map { ReplicaSetScale(set: $0, from: sets[$0].replicas, to: 0) }
    }
    return bounds.isRolling ? shares(of: active, sets, bounds, observed) : []
  }

  /// Whether the new set has all the pods, and they are available.
  private static func isSaturated(_ set: ReplicaSetSizes, replicas: Int32) -> Bool {
    set.replicas == replicas && set.desiredAnnotation == replicas && set.available == replicas
  }

  /// The new set, or the youngest old one.
  private static func latest(_ sets: [ReplicaSetSizes]) -> Int? {
    sets.firstIndex(where: \.isNew) ?? sets.indices.max { sets[$0].isOlder(than: sets[$1]) }
  }

  private static func shares(
    of active: [Int], _ sets: [ReplicaSetSizes], _ bounds: RolloutBounds, _ observed: Int32
  ) -> [ReplicaSetScale] {
    let allowed = bounds.replicas > 0 ? Int64(bounds.maxReplicas) : 0
    let difference = allowed - sets.wanted
    let order = difference == 0 ? active : largestFirst(active, sets, growing: difference > 0)
    var left = difference
    var sizes = order.map { Int64(sets[$0].replicas) }
    for (place, index) in order.enumerated() where left != 0 {
      let fraction = change(of: sets[index], bounds, observed)
      let share = difference > 0 ? min(fraction, left) : max(fraction, left)
      sizes[place] += share
      left -= share
    }
    // What rounding has left over goes to, or comes from, the largest set.
    if let largest = sizes.first { sizes[0] = max(0, largest + left) }
    return zip(order, sizes).compactMap { index, size in
      let set = sets[index]
      let scale = ReplicaSetScale(set: index, from: set.replicas, to: Int32(clamping: size))
      let isCurrent =
        set.desiredAnnotation == bounds.replicas && set.maxAnnotation == bounds.maxReplicas
      return scale.from == scale.to && isCurrent ? nil : scale
    }
  }

  /// Larger sets first; of equal ones the younger first where pods are added, else the older.
  private static func largestFirst(
    _ active: [Int], _ sets: [ReplicaSetSizes], growing: Bool
  ) -> [Int] {
    active.sorted { a, b in
      if sets[a].replicas != sets[b].replicas { return sets[a].replicas > sets[b].replicas }
      return growing ? sets[b].isOlder(than: sets[a]) : sets[a].isOlder(than: sets[b])
    }
  }

  /// The change that keeps the set's part of the whole, rounded half away from zero.
  private static func change(
    of set: ReplicaSetSizes, _ bounds: RolloutBounds, _ observed: Int32
  ) -> Int64 {
    let size = Int64(set.replicas)
    if bounds.replicas == 0 { return -size }
    let annotated = Int64(set.maxAnnotation ?? 0)
    let before = annotated != 0 ? annotated : Int64(observed)
    guard before > 0 else { return 0 }
    // Sizes are never negative, so half away from zero is half up.
    return (2 * size * Int64(bounds.maxReplicas) + before) / (2 * before) - size
  }
}
