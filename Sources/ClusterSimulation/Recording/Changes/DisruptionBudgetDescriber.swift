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
    if !record.evictedPods.isEmpty {
      let names = record.evictedPods.map { view.cluster.pods[$0].name.text(symbols) }
      told.add("st.disruptedPods", names.sorted().joined(separator: ","))
    }
    if let condition = status.condition {
      let isAllowed = condition == .sufficientPods
      told.add("cond.DisruptionAllowed", "\(isAllowed ? "True" : "False")/\(condition.rawValue)")
    }
    return told
  }
}
