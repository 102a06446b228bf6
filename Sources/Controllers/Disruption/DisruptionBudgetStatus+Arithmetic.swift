import ClusterState
import KubernetesObjects

extension DisruptionBudgetStatus {
  /// The status of a budget over `expectedPods`, of which `currentHealthy` are healthy.
  ///
  /// Both percentages are rounded up. A budget without pods allows nothing, so that it is safe when
  /// the first ones appear. Source: `pkg/controller/disruption`, `getExpectedPodCount` and
  /// `updatePdbStatus`, Kubernetes 1.34.
  /// - Throws: a `ValueError` if a text is no percentage.
  package init(
    minAvailable: IntOrString?, maxUnavailable: IntOrString?, expectedPods: Int32,
    currentHealthy: Int32
  ) throws(ValueError) {
    self.init()
    self.expectedPods = expectedPods
    self.currentHealthy = currentHealthy
    if let maxUnavailable {
      let bound = try maxUnavailable.resolved(of: Int64(expectedPods), rounding: .up)
      desiredHealthy = Int32(clamping: max(0, Int64(expectedPods) - bound))
    } else if let minAvailable {
      desiredHealthy = Int32(
        clamping: try minAvailable.resolved(of: Int64(expectedPods), rounding: .up))
    }
    if expectedPods > 0 { disruptionsAllowed = max(0, currentHealthy &- desiredHealthy) }
    condition = disruptionsAllowed > 0 ? .sufficientPods : .insufficientPods
  }
}
