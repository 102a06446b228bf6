import ClusterState

/// Nothing is in a namespace that is gone, and no budget is broken on purpose.
extension World {
  func verifyNamespaces() throws(InvariantViolation) {
    guard cluster.namespaces.hasEndings else { return }
    for row in 0..<cluster.pods.count where !cluster.pods[PodID(row)].isRemoved {
      let template = cluster.templates[cluster.pods[PodID(row)].template]
      guard isGone(template.namespace) else { continue }
      throw violation(describe(PodID(row)), "has outlasted its namespace")
    }
    for row in cluster.workloads.indices where cluster.workloads[row].isPresent {
      guard isGone(cluster.workloads[row].namespace) else { continue }
      throw violation(describe(WorkloadID(row)), "has outlasted its namespace")
    }
    for row in cluster.services.indices where cluster.services[row].isPresent {
      guard isGone(cluster.services[row].namespace) else { continue }
      throw violation(describe(ServiceID(row)), "has outlasted its namespace")
    }
    for claim in cluster.claims where claim.isPresent && isGone(claim.namespace) {
      throw violation("claim \(cluster.symbols[claim.name])", "has outlasted its namespace")
    }
  }

  private func isGone(_ namespace: Symbol) -> Bool {
    cluster.namespaces[namespace].map { !$0.isPresent } ?? false
  }

  func verifyBudgets() throws(InvariantViolation) {
    for budget in cluster.disruptionBudgets
    where budget.isPresent && budget.status.disruptionsAllowed < 0 {
      throw violation(
        "budget \(cluster.symbols[budget.name])",
        "allows \(budget.status.disruptionsAllowed) disruptions")
    }
  }
}
