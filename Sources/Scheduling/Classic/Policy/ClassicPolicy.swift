import KubernetesObjects

/// What a policy file asks of a scheduler of a classic era: predicates, priorities and weights.
public struct ClassicPolicy: Sendable {
  /// A predicate under the name that the policy gives it.
  public struct NamedPredicate: Sendable {
    /// The name, which reports use.
    public let name: String
    public let predicate: ClassicPredicate
  }

  /// A priority under the name that the policy gives it, and its weight.
  public struct WeighedPriority: Sendable {
    /// The name, which reports use.
    public let name: String
    /// By how much its scores are multiplied.
    public let weight: Int64
    public let priority: ClassicPriority
  }

  /// The most predicates and priorities that a policy can have in all; each costs time for every
  /// node.
  public static let maximumEntryCount = 1000

  /// The version whose rules apply.
  public let era: ClassicEra
  /// The predicates in the policy's order.
  public let predicates: [NamedPredicate]
  /// The priorities in the policy's order.
  public let priorities: [WeighedPriority]
  /// Whether every predicate is asked even after one has failed; of 1.20 only.
  public let checksAllPredicates: Bool
  /// The weight of others' required affinity to the incoming pod; of 1.20 only.
  public let hardPodAffinityWeight: Int64

  /// What `policy` means in `era`; nil stands for the version's defaults.
  ///
  /// Throws every problem: an unknown name, a missing or senseless argument, a weight out of range.
  /// Source: `CreateFromConfig` and `validation.ValidatePolicy` of Kubernetes 1.2 and 1.20.
  public init(_ policy: Policy?, era: ClassicEra) throws(ClassicPolicyProblems) {
    let policy = policy ?? Policy()
    var problems: [String] = []
    self.era = era
    predicates = Self.predicates(of: policy, era, &problems)
    priorities = Self.priorities(of: policy, era, &problems)
    checksAllPredicates = policy.alwaysCheckAllPredicates
    // A zero cannot be told from a field that is not written, for which the default counts.
    let weight = Int64(policy.hardPodAffinitySymmetricWeight)
    hardPodAffinityWeight = weight == 0 ? 1 : weight
    if !(0...100).contains(hardPodAffinityWeight) {
      problems.append(
        "hardPodAffinitySymmetricWeight: expected 0 to 100, found \(hardPodAffinityWeight)")
    }
    let entryCount = (policy.predicates?.count ?? 0) + (policy.priorities?.count ?? 0)
    if entryCount > Self.maximumEntryCount {
      problems = [
        "expected at most \(Self.maximumEntryCount) predicates and priorities, found \(entryCount)"
      ]
    } else if era == .v1_20 {
      Self.checkMerging(priorities, &problems)
    }
    if !problems.isEmpty { throw ClassicPolicyProblems(messages: problems) }
  }

  private static func predicates(
    of policy: Policy, _ era: ClassicEra, _ problems: inout [String]
  ) -> [NamedPredicate] {
    guard let listed = policy.predicates else {
      return ClassicPredicate.defaultNames(of: era).compactMap { name in
        ClassicPredicate.named(name, in: era).map { NamedPredicate(name: name, predicate: $0) }
      }
    }
    var predicates: [NamedPredicate] = []
    for (index, entry) in listed.enumerated() {
      if let predicate = predicate(entry, era) {
        predicates.append(NamedPredicate(name: entry.name, predicate: predicate))
      } else {
        problems.append(
          unknown(
            "predicate", entry.name, at: index, among: ClassicPredicate.names(of: era),
            cameLater: ClassicPredicate.named(entry.name, in: .v1_20) != nil))
      }
    }
    return predicates
  }

  /// A predicate that the version knows by name, or else the one that the argument makes.
  private static func predicate(_ entry: PredicatePolicy, _ era: ClassicEra) -> ClassicPredicate? {
    // The first version let an argument overrule the name; the framework looked at the name first.
    let named = ClassicPredicate.named(entry.name, in: era)
    if era == .v1_20, let named { return named }
    switch entry.argument {
    case .serviceAffinity(let labels): return .serviceAffinity(labels: labels)
    case .labelsPresence(let labels, let presence):
      return .labelsPresence(labels: labels, presence: presence)
    case nil: return named
    }
  }

  private static func priorities(
    of policy: Policy, _ era: ClassicEra, _ problems: inout [String]
  ) -> [WeighedPriority] {
    guard let listed = policy.priorities else {
      return ClassicPriority.defaultWeights(of: era).compactMap { name, weight in
        ClassicPriority.named(name, in: era).map {
          WeighedPriority(name: name, weight: weight, priority: $0)
        }
      }
    }
    var priorities: [WeighedPriority] = []
    for (index, entry) in listed.enumerated() {
      guard let priority = priority(entry, era) else {
        problems.append(
          unknown(
            "priority", entry.name, at: index, among: ClassicPriority.names(of: era),
            cameLater: ClassicPriority.named(entry.name, in: .v1_20) != nil))
        continue
      }
      // Source: `MaxWeight`, the largest total score divided by the largest score of one node.
      let heaviest = Int64.max / era.maximumScore
      if entry.weight <= 0 || entry.weight >= heaviest {
        problems.append(
          "priorities[\(index)].weight: expected 1 or more, found \(entry.weight)")
        continue
      }
      if case .requestedToCapacityRatio(let shape, let resources) = priority {
        problems += problemsOfShape(shape, resources).map { "priorities[\(index)].\($0)" }
      }
      priorities.append(
        WeighedPriority(name: entry.name, weight: entry.weight, priority: priority))
    }
    return priorities
  }

  private static func priority(_ entry: PriorityPolicy, _ era: ClassicEra) -> ClassicPriority? {
    let named = ClassicPriority.named(entry.name, in: era)
    if era == .v1_20, let named { return named }
    switch entry.argument {
    case .serviceAntiAffinity(let label): return .serviceAntiAffinity(label: label)
    case .labelPreference(let label, let presence):
      return .labelPreference(label: label, presence: presence)
    case .requestedToCapacityRatio(let shape, let resources):
      return era == .v1_20
        ? .requestedToCapacityRatio(shape: shape, resources: resources) : named
    case nil: return named
    }
  }
}
