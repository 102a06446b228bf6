import Scheduling

/// The version of Kubernetes whose scheduler answers a case.
package enum DecisionEra: String, Sendable, CaseIterable {
  /// Kubernetes 1.36: the framework, with the rules that came since 1.34.
  case v1_36 = "v1.36"
  /// Kubernetes 1.34: the scheduling framework and its configuration.
  case v1_34 = "v1.34"
  /// Kubernetes 1.20: the scheduling framework, set up by a policy of predicates and priorities.
  case v1_20 = "v1.20"
  /// Kubernetes 1.2: predicates and priorities themselves.
  case v1_2 = "v1.2"
}

extension DecisionEra {
  /// The era of the scheduling framework that comes nearest to the version in `text`.
  package static func nearest(to text: String) -> Self? {
    KubernetesVersion.nearest(to: text).flatMap { near in allCases.first { $0.version == near } }
  }

  /// The version by whose rules the scheduling framework decides; nil for the versions before it.
  package var version: KubernetesVersion? {
    switch self {
    case .v1_36: .v1_36
    case .v1_34: .v1_34
    case .v1_20, .v1_2: nil
    }
  }
}
