import ClusterState

/// Pod disruption budgets in the change log.
enum DisruptionBudgetDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.disruptionBudget]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.disruptionBudgets.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let record = view.cluster.disruptionBudgets[row]
    let symbols = view.cluster.symbols
    var told = ObjectDescription(
      kind: "PodDisruptionBudget", namespace: symbols[record.namespace],
      name: symbols[record.name], isPresent: record.isPresent)
    let status = record.status
    told.add("st.currentHealthy", status.currentHealthy)
    told.add("st.desiredHealthy", status.desiredHealthy)
    told.add("st.disruptionsAllowed", status.disruptionsAllowed)
    told.add("st.expectedPods", status.expectedPods)
    // The controller writes the condition with its first status.
    if status != DisruptionBudgetStatus() {
      let isAllowed = status.disruptionsAllowed > 0
      told.add(
        "cond.DisruptionAllowed", isAllowed ? "True/SufficientPods" : "False/InsufficientPods")
    }
    return told
  }
}
