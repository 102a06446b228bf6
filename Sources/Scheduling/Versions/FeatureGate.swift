import StructuredText

/// A switch of the control plane by its real name, as in `--feature-gates`.
///
/// Only gates are listed that some rule asks for; `VersionRules` says from which version on a
/// gate is known, and what it is set to by default.
public enum FeatureGate: String, CaseIterable, Sendable {
  /// An autoscaler's `behavior` can say how far from the target it tolerates.
  case hpaConfigurableTolerance = "HPAConfigurableTolerance"
  /// `maxUnavailable` of a stateful set's update counts.
  case maxUnavailableStatefulSet = "MaxUnavailableStatefulSet"
  /// Nodes tell which features their kubelets have, and a filter heeds it.
  case nodeDeclaredFeatures = "NodeDeclaredFeatures"
  /// The scheduler writes down the node that it expects for a pod whose binding takes time.
  case nominatedNodeNameForExpectation = "NominatedNodeNameForExpectation"
  /// Pods alike in a row use the ranking of the first.
  case opportunisticBatching = "OpportunisticBatching"
  /// The kubelet looks at a pod's containers as soon as it has done something to them.
  case plegOnDemandRelist = "PLEGOnDemandRelist"
  /// A pod gets the zone and the region of its node as labels when it is bound.
  case podTopologyLabelsAdmission = "PodTopologyLabelsAdmission"
  /// Tolerations compare numbers, by the operators `Gt` and `Lt`.
  case taintTolerationComparisonOperators = "TaintTolerationComparisonOperators"

  /// The gate called `name` in `version`.
  ///
  /// Throws a sentence that says what was expected, with the nearest name.
  public static func named(
    _ name: String, in version: KubernetesVersion
  ) throws(UnknownFeatureGate) -> FeatureGate {
    let known = VersionRules.gates(of: version)
    if let gate = known.first(where: { $0.rawValue == name }) { return gate }
    let near = Spelling.nearest(to: name, among: known.map(\.rawValue))
    let hint =
      near.map { "; did you mean \($0)?" }
      ?? "; known are \(known.map(\.rawValue).joined(separator: ", "))"
    throw UnknownFeatureGate(
      message: "version \(version.rawValue) has no feature gate \(name)\(hint)")
  }
}

/// A name that is no feature gate of a version.
public struct UnknownFeatureGate: Error, Sendable {
  /// What was expected.
  public let message: String
}
