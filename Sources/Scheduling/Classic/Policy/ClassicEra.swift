/// A version of Kubernetes whose scheduler was set up by predicates and priorities.
public enum ClassicEra: Sendable {
  /// Kubernetes 1.2: every predicate and priority is a function of its own; scores are 0 to 10.
  case v1_2
  /// Kubernetes 1.20: the names of a policy stand for plugins of the framework; scores are 0 to
  /// 100.
  case v1_20

  /// The best score that a priority gives.
  ///
  /// Source: `MaxPriority` of Kubernetes 1.2; `framework.MaxNodeScore` of Kubernetes 1.20.
  public var maximumScore: Int64 { self == .v1_2 ? 10 : 100 }
}
