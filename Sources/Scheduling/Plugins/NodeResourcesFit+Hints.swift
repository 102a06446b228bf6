import ClusterState

extension NodeResourcesFit {
  /// Pods that go or request less, and nodes that come or offer something else.
  public var events: [EventRegistration] {
    [
      .init(.pod, [.delete, .updatePodScaleDown]),
      .init(.node, [.add, .updateNodeAllocatable]),
    ]
  }

  /// Whether a pod left room, or a node has more than it had and enough for the pod, were it empty.
  ///
  /// Source: `Fit.isSchedulableAfterPodEvent` and `isSchedulableAfterNodeChange`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    let wanted = cache.requirements[pod.template.row].requests.effective
    switch event.subject {
    case .pod(let change):
      guard let new = change.new else { return change.old?.holdsRoom ?? true }
      guard !new.isSame(as: pod), let old = change.old else { return true }
      let before = cache.requirements[old.template.row].requests.effective
      let after = cache.requirements[new.template.row].requests.effective
      return new.isAssigned && before.exceeds(after, inAnyOf: wanted)
    case .node(let change):
      guard let new = change.new else { return true }
      guard new.allocatablePods > 0, fits(wanted, new.allocatable, cluster) else { return false }
      guard let old = change.old else { return true }
      return new.allocatablePods > old.allocatablePods
        || new.allocatable.exceeds(old.allocatable, inAnyOf: wanted)
    default: return true
    }
  }
}

extension ResourceAmounts {
  /// Whether there is more than in `other` of anything that `wanted` has.
  ///
  /// Source: `haveAnyRequestedResourcesIncreased`, Kubernetes 1.34.
  fileprivate func exceeds(_ other: ResourceAmounts, inAnyOf wanted: ResourceAmounts) -> Bool {
    wanted.milliCPU > 0 && milliCPU > other.milliCPU
      || wanted.memoryBytes > 0 && memoryBytes > other.memoryBytes
      || wanted.ephemeralStorageBytes > 0
        && ephemeralStorageBytes > other.ephemeralStorageBytes
      || wanted.extended.contains {
        $0.amount > 0 && self[$0.resource] > other[$0.resource]
      }
  }
}
