import ClusterState

extension GPUShare {
  /// Pods that go, and new nodes.
  public var events: [EventRegistration] { [.init(.pod, .delete), .init(.node, .add)] }

  /// Whether a pod that went held devices, or a new node has as many as the pod asks for.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    switch event.subject {
    case .pod(let change):
      guard let old = change.old else { return true }
      return old.holdsRoom && cluster.templates[old.template].devices != nil
    case .node(let change):
      guard let new = change.new, let demand = cluster.templates[pod.template].devices else {
        return true
      }
      return Int64(new.deviceCount) >= demand.count
    default: return true
    }
  }
}
