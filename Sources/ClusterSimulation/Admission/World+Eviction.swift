import ClusterState
import KubernetesObjects
import SimulationEngine

/// The eviction subresource of pods.
///
/// Source: `pkg/registry/core/pod/storage/eviction.go`, Kubernetes 1.34.
extension World {
  /// Evicts `pod` unless a disruption budget forbids it; returns why it is refused, or nil.
  mutating func evict(_ pod: PodID, grace: SimulationDuration? = nil) -> APIStatus? {
    let record = cluster.pods[pod]
    // Pods that have not begun or have ended serve nobody, and one that goes is counted already.
    let isFree = record.phase != .running || record.isDeleting
    if !isFree, let refusal = takeDisruption(for: pod) { return refusal }
    delete(pod, .evictionAPI, grace: grace)
    return nil
  }

  /// Takes a disruption off the budget of a running pod, if it has one; returns why that cannot be.
  private mutating func takeDisruption(for pod: PodID) -> APIStatus? {
    let budgets = cluster.disruptionBudgets(of: cluster.pods[pod].template)
    guard let row = budgets.first else { return nil }
    guard budgets.count == 1 else {
      return APIStatus(
        reason: .internalError,
        message: "This pod has more than one PodDisruptionBudget, which the eviction subresource "
          + "does not support.")
    }
    let budget = cluster.disruptionBudgets[row]
    if !cluster.pods[pod].isReady {
      if budget.unhealthyPodEvictionPolicy == .alwaysAllow { return nil }
      let status = budget.status
      if status.desiredHealthy > 0, status.currentHealthy >= status.desiredHealthy { return nil }
    }
    guard budget.isObserved, budget.disruptionsAllowed > 0 else { return violation(of: budget) }
    cluster.takeDisruption(ofDisruptionBudget: row, for: pod, at: now)
    return nil
  }

  private func violation(of budget: DisruptionBudgetRecord) -> APIStatus {
    let name = cluster.symbols[budget.name]
    let status = budget.status
    let cause =
      budget.isObserved
      ? "needs \(status.desiredHealthy) healthy pods and has \(status.currentHealthy) currently"
      : "is still being processed by the server"
    return APIStatus(
      reason: .tooManyRequests,
      message: "Cannot evict pod as it would violate the pod's disruption budget. "
        + "The disruption budget \(name) \(cause)")
  }
}
