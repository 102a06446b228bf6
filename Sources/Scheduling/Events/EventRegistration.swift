/// Events that may help the pods that a plugin turned down.
///
/// Source: `framework.ClusterEventWithHint`, Kubernetes 1.34.
public struct EventRegistration: Hashable, Sendable {
  /// The kind of object.
  public let resource: ClusterResource
  /// What happens to it.
  public let actions: ClusterActions
  /// Whether every event of these helps; if not, the plugin is asked.
  public let isAlways: Bool

  /// Events of which the plugin judges each.
  public init(_ resource: ClusterResource, _ actions: ClusterActions) {
    self.resource = resource
    self.actions = actions
    isAlways = false
  }

  /// Events all of which help: those of a registration without a hint function.
  public init(always resource: ClusterResource, _ actions: ClusterActions) {
    self.resource = resource
    self.actions = actions
    isAlways = true
  }

  /// Whether `action` on an object of `resource` is one of these events.
  ///
  /// A change that no narrower action tells needs a registration for all changes. Source:
  /// `framework.MatchClusterEvents`, Kubernetes 1.34: what comes in must not exceed what is
  /// registered.
  public func covers(_ resource: ClusterResource, _ action: ClusterActions) -> Bool {
    self.resource.covers(resource) && actions.isSuperset(of: action)
  }
}
