import KubernetesObjects

/// A pod disruption budget, as preemption and eviction read it.
public struct DisruptionBudgetRecord: Sendable {
  /// The namespace's name.
  public let namespace: Symbol
  /// The budget's name.
  public let name: Symbol
  /// The pods that it protects; an absent or empty selector protects none.
  public let selector: CompiledSelector
  /// How many more of them may be disrupted (`status.disruptionsAllowed`).
  public internal(set) var disruptionsAllowed: Int32
  /// The names of pods whose disruption is already accounted for.
  public internal(set) var disruptedPods: [String]
}

extension ClusterState {
  /// Adds a budget, or replaces the one of the same name.
  public mutating func setDisruptionBudget(_ budget: PodDisruptionBudget) {
    let namespace = budget.metadata.namespace
    let record = DisruptionBudgetRecord(
      namespace: symbols.intern(namespace.isEmpty ? "default" : namespace),
      name: symbols.intern(budget.metadata.name),
      selector: budget.spec.selector.map { compile($0) } ?? .nothing,
      disruptionsAllowed: budget.status.disruptionsAllowed,
      disruptedPods: budget.status.disruptedPods)
    let row = disruptionBudgets.firstIndex {
      $0.namespace == record.namespace && $0.name == record.name
    }
    if let row {
      disruptionBudgets[row] = record
    } else {
      disruptionBudgets.append(record)
    }
  }
}
