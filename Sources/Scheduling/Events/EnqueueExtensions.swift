import ClusterState

/// A plugin that can turn pods down and says which events may help them.
///
/// Source: `framework.EnqueueExtensions`, Kubernetes 1.34.
public protocol EnqueueExtensions: SchedulingPlugin {
  /// The events that may help a pod that the plugin turned down.
  ///
  /// Asked once a profile.
  var events: [EventRegistration] { get }

  /// Whether `event`, one of those that the plugin asked to judge, may help `pod`.
  ///
  /// Of `pod` the row is absent where many pods alike are judged at once: no event is about them.
  /// What the plugin prepared for the last pod that was scheduled says nothing here.
  func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool
}

extension EnqueueExtensions {
  /// Every event: what holds for a plugin that does not say.
  ///
  /// Source: `fillEventToPluginMap`, Kubernetes 1.34, for plugins without `EnqueueExtensions`.
  public var events: [EventRegistration] {
    ClusterResource.allCases.map { EventRegistration(always: $0, .all) }
  }

  /// Any event may help.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool { true }

  /// The events that wake pods that the plugin turned down: those that it registered, and changes
  /// of taints if it registered new nodes but not those.
  ///
  /// A new node may come with taints that keep pods from being tried there; when they go, plugins
  /// that waited for the node would miss it. Source: `buildQueueingHintMap` of
  /// `pkg/scheduler/scheduler.go`, Kubernetes 1.34.
  public var registrations: [EventRegistration] {
    let own = events
    let registered = own.filter { $0.resource == .node }.reduce(into: ClusterActions()) {
      $0.formUnion($1.actions)
    }
    guard registered.contains(.add), !registered.contains(.updateNodeTaint) else { return own }
    return own + [EventRegistration(always: .node, .updateNodeTaint)]
  }
}
