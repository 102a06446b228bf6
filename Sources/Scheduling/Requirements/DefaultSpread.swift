import ClusterState
import KubernetesObjects

/// The constraints that spread pods which state none themselves.
public struct DefaultSpread: Sendable {
  /// The constraints; their selectors are replaced by that of the pod's services and owner.
  public let constraints: ContiguousArray<SpreadConstraint>
  /// Whether these are the system's own, for which nodes need not carry every topology key.
  public let isSystem: Bool

  /// The constraints of a profile.
  public init(constraints: ContiguousArray<SpreadConstraint>, isSystem: Bool) {
    self.constraints = constraints
    self.isSystem = isSystem
  }

  /// The system's: host names with a skew of 3 and zones with a skew of 5, both soft.
  ///
  /// Source: `systemDefaultConstraints`, Kubernetes 1.34.
  public static func system(
    _ cluster: inout ClusterState, _ cache: inout SchedulerCache
  ) -> DefaultSpread {
    func constraint(_ key: String, _ maxSkew: Int64, isHostname: Bool) -> SpreadConstraint {
      SpreadConstraint(
        maxSkew: maxSkew, column: cache.column(for: cluster.symbols.intern(key)),
        isHostname: isHostname, isHard: false, selector: .nothing, minDomains: 1,
        honorsAffinity: true, honorsTaints: false)
    }
    return DefaultSpread(
      constraints: [
        constraint(NodeLabels.hostname, 3, isHostname: true),
        constraint(NodeLabels.zone, 5, isHostname: false),
      ], isSystem: true)
  }

  /// The constraints that `pod` is under, hard or soft: its own, or else these.
  func constraints(
    for pod: PendingPod, isHard: Bool, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<SpreadConstraint> {
    let requirements = cache.requirements[pod.template.row]
    if !requirements.spreadConstraints.isEmpty {
      return requirements.spreadConstraints.filter { $0.isHard == isHard }
    }
    let defaults = constraints.filter { $0.isHard == isHard }
    guard !defaults.isEmpty,
      let selector = Self.selector(of: pod, requirements.template, cluster)
    else { return [] }
    return ContiguousArray(
      defaults.map { constraint in
        var constraint = constraint
        constraint.selector = selector
        return constraint
      })
  }

  /// What all services that select the pod and its controller have in common; nil if none of them
  /// says anything.
  ///
  /// Source: `helper.DefaultSelector`, Kubernetes 1.34.
  static func selector(
    of pod: PendingPod, _ template: PodTemplate, _ cluster: ClusterState
  ) -> CompiledSelector? {
    var pairs: ContiguousArray<LabelPair> = []
    for service in cluster.services
    where service.isPresent && service.namespace == template.namespace {
      guard let selector = service.selector, template.labels.isSuperset(of: selector) else {
        continue
      }
      for pair in selector.pairs where !pairs.contains(pair) { pairs.append(pair) }
    }
    var requirements = ContiguousArray(
      pairs.sorted().map { CompiledRequirement(key: $0.key, comparison: .isIn, values: [$0.value]) }
    )
    if case .all(let owned)? = pod.ownerSelector {
      if pod.ownerSelectorOverrules {
        requirements.removeAll { known in owned.contains { $0.key == known.key } }
      }
      for requirement in owned where !requirements.contains(requirement) {
        requirements.append(requirement)
      }
    }
    return requirements.isEmpty ? nil : .all(requirements)
  }
}
