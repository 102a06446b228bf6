import ClusterState

/// Which events wake which pods.
extension Scheduler {
  /// Whether `event` may help pods of `kind` that `plugins` turned down.
  ///
  /// One of the plugins is enough; where none turned the pods down, everything helps.
  /// - Parameter pod: the pod, if it is about this one and not about all that are alike.
  public func helps(
    _ event: ClusterEvent, _ kind: QueuedPod.Kind, rejectedBy plugins: RejectingPlugins,
    pod: PodID = .absent, _ cluster: ClusterState
  ) -> Bool {
    guard !plugins.isEmpty else { return true }
    let map = profiles[kind.profile].hints
    guard plugins.isDisjoint(with: map.helped(by: event)) else { return true }
    let asked = plugins.intersection(map.asked(about: event))
    guard !asked.isEmpty else { return false }
    var pending = PendingPod(pod.isPresent ? pod : kind.individual, template: kind.template)
    pending.setOwner(kind.owner, cluster)
    return asked.containsOne { place in
      profiles[kind.profile].filters[place].plugin.helps(event, pending, cluster, cache)
    }
  }
}
