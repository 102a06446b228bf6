/// The rules of the modern control plane that not every version has: of its scheduler, controllers
/// and kubelets.
///
/// This is the one place that knows which version has what: plugins, the scheduler and the
/// simulation ask whether a rule holds, never for a version.
public struct VersionRules: Hashable, Sendable {
  /// What differs between versions.
  public enum Rule: UInt32, CaseIterable, Sendable {
    /// `NodeResourcesBalancedAllocation` scores how a pod changes the balance, not the balance.
    case balanceChange
    /// `TaintToleration` does not name the taint that it turns a node down for.
    case anonymousTaints
    /// `DynamicResources` scores nodes.
    case deviceScores
    /// The filter `NodeDeclaredFeatures` is part of the default profile.
    case declaredFeatures
    /// `ImageLocality` counts the images of volumes.
    case imageVolumes
    /// Pods alike in a row use the ranking of the first: opportunistic batching.
    case batching
    /// A pod whose binding has to wait is nominated to its node before.
    case expectedNode
    /// A victim whose binding is being prepared goes back to the queue and is not deleted.
    case requeuedVictims
    /// Tolerations compare numbers.
    case tolerationComparison
    /// Several pods of a stateful set may be missing while it is updated.
    case maxUnavailableOfStatefulSets
    /// The texts of a stateful set's events begin with a capital letter.
    case capitalizedStatefulSetEvents
    /// Hints look at a pod for which a node is nominated as at one that has a node.
    case nominatedPodsInHints
    /// New labels of a pod that waits may help it against the affinity that turned it down.
    case ownLabelsInHints
    /// The binding of a pod that had a nomination is no end of that nomination to others.
    case silentBindings
    /// A pod that is deleted while it is being bound gives its room back at once.
    case abandonedBindings
    /// The status of deployments and replica sets counts pods that are terminating.
    case terminatingReplicas
    /// The texts of kubelets' events leave the container to the field path of their object.
    case containersInFieldPaths
    /// An autoscaler's `behavior` can say how far from the target it tolerates.
    case ownTolerancesOfAutoscalers
    /// A kubelet knows at once what came of what it did to containers; ends of their own wait.
    case relistsOnDemand
    /// A pod gets the zone and the region of its node as labels when it is bound.
    case topologyLabels
    /// Stateful sets look again at the instant at which their next pod has been ready for long
    /// enough, and not a whole `minReadySeconds` after each look.
    case availabilityInTime
    /// Containers that run together can say when they are started again.
    case ownRestartsOfContainers
    /// The status of a pod tells of its sandbox before the first image is pulled.
    case sandboxesToldAtOnce
  }

  /// From which version on a rule is there, and the gate that can switch it.
  private struct Row {
    let rule: Rule
    let since: KubernetesVersion
    var gate: FeatureGate?
    /// From which version on the rule holds unless its gate says otherwise; nil for a feature that
    /// is in alpha to this day.
    let onSince: KubernetesVersion?

    /// A rule that holds wherever it is there.
    init(_ rule: Rule, since: KubernetesVersion, gate: FeatureGate? = nil) {
      self.init(rule, since: since, gate: gate, onSince: since)
    }

    init(
      _ rule: Rule, since: KubernetesVersion, gate: FeatureGate?, onSince: KubernetesVersion?
    ) {
      self.rule = rule
      self.since = since
      self.gate = gate
      self.onSince = onSince
    }

    /// Whether the rule holds in `version` unless its gate says otherwise.
    func isOn(in version: KubernetesVersion) -> Bool { onSince.map { $0 <= version } ?? false }
  }

  /// Every rule, one row each. Source: the changes of kube-scheduler and of the controllers from
  /// 1.34.1 to 1.36.2. A rule of 1.35 stands with the first version that is rebuilt here.
  private static let table: [Row] = [
    Row(.balanceChange, since: .v1_36),
    Row(.anonymousTaints, since: .v1_36),
    Row(.deviceScores, since: .v1_36),
    Row(.declaredFeatures, since: .v1_36, gate: .nodeDeclaredFeatures),
    Row(.imageVolumes, since: .v1_36),
    Row(.batching, since: .v1_36, gate: .opportunisticBatching),
    Row(
      .expectedNode, since: .v1_34, gate: .nominatedNodeNameForExpectation, onSince: .v1_36),
    Row(.requeuedVictims, since: .v1_36),
    Row(
      .tolerationComparison, since: .v1_36, gate: .taintTolerationComparisonOperators,
      onSince: nil),
    Row(.nominatedPodsInHints, since: .v1_36),
    Row(.ownLabelsInHints, since: .v1_36),
    Row(.silentBindings, since: .v1_36),
    Row(.abandonedBindings, since: .v1_36),
    Row(
      .maxUnavailableOfStatefulSets, since: .v1_34, gate: .maxUnavailableStatefulSet, onSince: nil),
    Row(.capitalizedStatefulSetEvents, since: .v1_36),
    Row(
      .terminatingReplicas, since: .v1_34, gate: .deploymentReplicaSetTerminatingReplicas,
      onSince: .v1_36),
    Row(.containersInFieldPaths, since: .v1_36),
    Row(
      .ownTolerancesOfAutoscalers, since: .v1_34, gate: .hpaConfigurableTolerance, onSince: .v1_36),
    Row(.relistsOnDemand, since: .v1_36, gate: .plegOnDemandRelist),
    Row(.topologyLabels, since: .v1_34, gate: .podTopologyLabelsAdmission, onSince: .v1_36),
    Row(.availabilityInTime, since: .v1_36),
    Row(.sandboxesToldAtOnce, since: .v1_36),
    Row(
      .ownRestartsOfContainers, since: .v1_34, gate: .containerRestartRules, onSince: .v1_36),
  ]

  /// The rules that hold, one bit each.
  private let active: UInt32

  /// The rules of `version`, with the gates in `gates` set; one that the version does not know says
  /// nothing. Without a version, which is so before the scheduling framework, no rule holds.
  public init(_ version: KubernetesVersion? = .standard, gates: FeatureGates = [:]) {
    var active: UInt32 = 0
    for row in Self.table {
      guard let version, row.since <= version else { continue }
      let isOn = row.gate.flatMap { gates[$0] } ?? row.isOn(in: version)
      if isOn { active |= 1 << row.rule.rawValue }
    }
    self.active = active
  }

  /// Whether `rule` holds.
  public func has(_ rule: Rule) -> Bool { active >> rule.rawValue & 1 == 1 }

  /// The gates that `version` knows, in order of their names.
  public static func gates(of version: KubernetesVersion) -> [FeatureGate] {
    FeatureGate.allCases.filter { gate in
      table.contains { $0.gate == gate && $0.since <= version }
    }
  }

  /// The first version that knows `gate`.
  static func firstVersion(of gate: FeatureGate) -> KubernetesVersion? {
    table.first { $0.gate == gate }?.since
  }

  /// Whether `gate` is on in `version` unless it is set; nil if the version does not know it.
  public static func isOn(_ gate: FeatureGate, in version: KubernetesVersion) -> Bool? {
    table.first { $0.gate == gate && $0.since <= version }?.isOn(in: version)
  }
}
