import ClusterState

/// Which nodes reach the predicates at all: ready ones with disk space that are not cordoned.
///
/// A node that has never reported a condition passes. Source: `getNodeConditionPredicate` and the
/// field selector of the node watch, Kubernetes 1.2; later a predicate of its own.
public struct CheckNodeCondition: FilterPlugin {
  /// The name of the later predicate.
  public static let name = "CheckNodeCondition"

  public init() {}

  /// Leaves out the nodes that are cordoned, not ready or out of disk.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { node in
      if cache.cordoned.contains(node) { return .unresolvable(Reason.cordoned.rawValue) }
      if cache.notReady.contains(node) { return .unresolvable(Reason.notReady.rawValue) }
      return cache.outOfDisk.contains(node) ? .unresolvable(Reason.outOfDisk.rawValue) : nil
    }
  }

  /// Says which condition it is.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    switch Reason(rawValue: detail) {
    case .cordoned: ["node(s) were unschedulable"]
    case .outOfDisk: ["node(s) were out of disk space"]
    case .notReady, nil: ["node(s) were not ready"]
    }
  }

  private enum Reason: UInt64 {
    case cordoned
    case notReady
    case outOfDisk
  }
}

extension CheckNodeCondition {
  /// The node alone decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
