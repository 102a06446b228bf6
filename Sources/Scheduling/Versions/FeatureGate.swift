import StructuredText

/// A switch of the control plane by its real name, as in `--feature-gates`.
///
/// Only gates are listed that some rule asks for; `VersionRules` says from which version on a
/// gate is known, and what it is set to by default.
public enum FeatureGate: String, CaseIterable, Sendable {
  /// A container can say itself when it is started again.
  case containerRestartRules = "ContainerRestartRules"
  /// The status of deployments and replica sets counts pods that are terminating.
  case deploymentReplicaSetTerminatingReplicas = "DeploymentReplicaSetTerminatingReplicas"
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

  /// The component that the gate switches, and what it does, for lists of the gates.
  public var meaning: (component: String, text: String) {
    switch self {
    case .containerRestartRules:
      ("kubelet", "Containers have restart policies and rules of their own; else refused.")
    case .deploymentReplicaSetTerminatingReplicas:
      ("controllers", "The status of Deployments and ReplicaSets counts terminating pods.")
    case .hpaConfigurableTolerance:
      ("autoscaler", "`tolerance` in an autoscaler's `behavior` counts; else it is dropped.")
    case .maxUnavailableStatefulSet:
      ("controllers", "`maxUnavailable` of a StatefulSet's update counts; else it is dropped.")
    case .nodeDeclaredFeatures:
      ("scheduler", "Nodes declare features, and pods go where those that they need are.")
    case .nominatedNodeNameForExpectation:
      ("scheduler", "A pod whose binding takes time is nominated to its node before.")
    case .opportunisticBatching:
      ("scheduler", "Pods alike in a row use the ranking of the first.")
    case .plegOnDemandRelist:
      ("kubelet", "The kubelet knows at once what came of what it did to containers.")
    case .podTopologyLabelsAdmission:
      ("API server", "A pod gets its node's zone and region as labels when it is bound.")
    case .taintTolerationComparisonOperators:
      ("scheduler", "Tolerations compare numbers, by `Gt` and `Lt`; else they are refused.")
    }
  }

  /// The gate called `name` in `version`.
  ///
  /// Throws a sentence that says what was expected, with the nearest name. A gate that Kubernetes
  /// has and that changes nothing here is not told from a name that nobody knows.
  public static func named(
    _ name: String, in version: KubernetesVersion
  ) throws(UnknownFeatureGate) -> FeatureGate {
    let known = VersionRules.gates(of: version)
    if let gate = known.first(where: { $0.rawValue == name }) { return gate }
    if let gate = Self(rawValue: name), let first = VersionRules.firstVersion(of: gate) {
      throw UnknownFeatureGate(
        message: "expected a feature gate of version \(version), found \(name), "
          + "which came with \(first) or shortly before")
    }
    let near = Spelling.nearest(to: name, among: known.map(\.rawValue))
    let hint =
      near.map { "; did you mean \($0)?" }
      ?? "; they are \(known.map(\.rawValue).joined(separator: ", "))"
    throw UnknownFeatureGate(
      message: "expected a feature gate that changes what is simulated in version \(version), "
        + "found \(name.isEmpty ? "an empty name" : name)\(hint)")
  }
}

/// A name that is no feature gate of a version.
public struct UnknownFeatureGate: Error, Sendable {
  /// What was expected.
  public let message: String
}
