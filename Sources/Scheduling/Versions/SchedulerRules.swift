/// The rules by which the modern scheduler decides and that not every version has.
///
/// This is the one place that knows which version has what: plugins, the scheduler and the
/// simulation ask whether a rule holds, never for a version.
public struct SchedulerRules: Hashable, Sendable {
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
  }

  /// From which version on a rule is there, and the gate that can switch it.
  private struct Row {
    let rule: Rule
    let since: KubernetesVersion
    var gate: FeatureGate?
    /// Whether the rule holds unless its gate says otherwise: alpha features do not.
    var isOnByDefault = true
  }

  /// Every rule, one row each. Source: the changes of kube-scheduler from 1.34.1 to 1.36.2.
  private static let table: [Row] = [
    Row(rule: .balanceChange, since: .v1_36),
    Row(rule: .anonymousTaints, since: .v1_36),
    Row(rule: .deviceScores, since: .v1_36),
    Row(rule: .declaredFeatures, since: .v1_36, gate: .nodeDeclaredFeatures),
    Row(rule: .imageVolumes, since: .v1_36),
    Row(rule: .batching, since: .v1_36, gate: .opportunisticBatching),
    Row(rule: .expectedNode, since: .v1_36, gate: .nominatedNodeNameForExpectation),
    Row(rule: .requeuedVictims, since: .v1_36),
    Row(
      rule: .tolerationComparison, since: .v1_36, gate: .taintTolerationComparisonOperators,
      isOnByDefault: false),
    Row(
      rule: .maxUnavailableOfStatefulSets, since: .v1_34, gate: .maxUnavailableStatefulSet,
      isOnByDefault: false),
    Row(rule: .capitalizedStatefulSetEvents, since: .v1_36),
  ]

  public let version: KubernetesVersion
  /// The rules that hold, one bit each.
  private let active: UInt32

  /// The rules of `version`, with the gates in `gates` set; one that the version does not know says
  /// nothing.
  public init(_ version: KubernetesVersion = .standard, gates: FeatureGates = [:]) {
    self.version = version
    var active: UInt32 = 0
    for row in Self.table where row.since <= version {
      let isOn = row.gate.flatMap { gates[$0] } ?? row.isOnByDefault
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
}
