import ClusterState

/// What pod disruption budgets allow while victims are chosen.
struct DisruptionBudgets {
  private let budgets: ContiguousArray<DisruptionBudgetRecord>

  init(_ cluster: ClusterState) { budgets = cluster.disruptionBudgets.filter(\.isPresent) }

  /// The pods whose eviction violates a budget and the others, each in the given order, in which
  /// the budgets are spent.
  ///
  /// Source: `filterPodsWithPDBViolation`, Kubernetes 1.34.
  func split(
    _ pods: ContiguousArray<PlacedPod>, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> (violating: ContiguousArray<PlacedPod>, others: ContiguousArray<PlacedPod>) {
    guard !budgets.isEmpty else { return ([], pods) }
    var allowed = budgets.map(\.disruptionsAllowed)
    var violating: ContiguousArray<PlacedPod> = []
    var others: ContiguousArray<PlacedPod> = []
    for pod in pods {
      let template = cache.requirements[pod.template.row].template
      var isViolated = false
      for (index, budget) in budgets.enumerated()
      where !template.labels.pairs.isEmpty && budget.namespace == template.namespace
        && !budget.selector.isEmpty && budget.selector.matches(template.labels, cluster.symbols)
      {
        if pod.pod.isPresent, !budget.disruptedPods.isEmpty,
          budget.disruptedPods.contains(cluster.pods[pod.pod].name.text(cluster.symbols))
        {
          continue
        }
        allowed[index] &-= 1
        if allowed[index] < 0 { isViolated = true }
      }
      if isViolated { violating.append(pod) } else { others.append(pod) }
    }
    return (violating, others)
  }
}
