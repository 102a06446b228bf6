import ClusterState

/// Keeps pods out of the queue until nobody holds them back any more (extension point PreEnqueue).
public struct SchedulingGates: SchedulingPlugin {
  /// The name in configurations.
  public static let name = "SchedulingGates"

  /// The plugin; it has no settings.
  public init() {}

  /// Why pods of the template must wait; nil if nothing holds them back.
  ///
  /// Source: `SchedulingGates.PreEnqueue`, Kubernetes 1.34.
  public func preEnqueue(_ template: PodTemplateID, _ cache: SchedulerCache) -> Status? {
    let gates = cache.requirements[template.row].schedulingGates
    guard !gates.isEmpty else { return nil }
    return .unresolvable("waiting for scheduling gates: [\(gates.joined(separator: " "))]")
  }
}
