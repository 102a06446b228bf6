import ClusterState
import KubernetesObjects

/// The pods of a budget: how many there should be, and what the events say of them.
///
/// Source: `pkg/controller/disruption/disruption.go`, Kubernetes 1.21 to 1.36.
extension DisruptionController {
  /// Why it cannot be known how many pods there should be.
  struct UnknownScale: Error {
    let message: String
  }

  /// The component that the events name.
  private static var recorder: String { "controllermanager" }

  /// Warns that several budgets are about a pod, at every change of it.
  ///
  /// The real controller then looks at one of them, whichever comes first; here all are looked at,
  /// as they are in turn there.
  func warnOfOverlap(
    _ pod: PodID, _ first: Int, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let record = cluster.pods[pod]
    let namespace = cluster.symbols[cluster.templates[record.template].namespace]
    let budget = cluster.symbols[cluster.disruptionBudgets[first].name]
    actions.append(
      .recordObjectEvent(
        ObjectEvent(
          .pod, pod.index, from: Self.recorder, "MultiplePodDisruptionBudgets", isWarning: true,
          "Pod \"\(namespace)\"/\"\(record.name.text(cluster.symbols))\" matches multiple "
            + "PodDisruptionBudgets.  Chose \"\(budget)\" arbitrarily.")))
  }

  /// Tells of a budget without pods, with pods that nobody controls, or with a controller that says
  /// no number.
  func tellOfPods(
    _ row: Int32, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    let budget = cluster.disruptionBudgets[Int(row)]
    func tell(_ reason: String, isWarning: Bool, _ message: String) {
      actions.append(
        .recordObjectEvent(
          ObjectEvent(
            .disruptionBudget, row, from: Self.recorder, reason, isWarning: isWarning, message)))
    }
    if budget.matching.allSatisfy({ cluster.pods.counts(of: $0).live == 0 }) {
      tell("NoPods", isWarning: false, "No matching pods found")
    }
    switch Self.expectedPods(of: budget, cluster) {
    case .failure(let problem):
      tell(
        "CalculateExpectedPodCountFailed", isWarning: true,
        "Failed to calculate the number of expected pods: \(problem.message)")
    case .success where Self.asksControllers(budget) && Self.hasLonePod(budget, cluster):
      tell(
        "UnmanagedPods", isWarning: true,
        "Pods selected by this PodDisruptionBudget (selector: \(budget.selectorText)) were found "
          + "to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, "
          + "which may result in undefined behavior. To account for these pods please set "
          + "\".spec.minAvailable\" field of the PDB to an integer value.")
    case .success: break
    }
  }

  /// How many pods there should be: with a plain number of available ones as many as there are,
  /// else as many as their controllers want.
  static func expectedPods(
    of budget: DisruptionBudgetRecord, _ cluster: borrowing ClusterState
  ) -> Result<Int32, UnknownScale> {
    guard !asksControllers(budget) else { return scale(of: budget, cluster) }
    var count: Int32 = 0
    for template in budget.matching { count += cluster.pods.counts(of: template).live }
    return .success(count)
  }

  private static func asksControllers(_ budget: DisruptionBudgetRecord) -> Bool {
    guard budget.maxUnavailable == nil, case .int = budget.minAvailable else { return true }
    return false
  }

  private static func hasLonePod(
    _ budget: DisruptionBudgetRecord, _ cluster: borrowing ClusterState
  ) -> Bool {
    var isFound = false
    for template in budget.matching where !isFound {
      cluster.pods.forEach(of: template) { isFound = isFound || !cluster.pods[$0].owner.isPresent }
    }
    return isFound
  }

  /// How many pods the controllers of the budget's pods want together, if none of them is gone and
  /// all of them say a number.
  private static func scale(
    of budget: DisruptionBudgetRecord, _ cluster: borrowing ClusterState
  ) -> Result<Int32, UnknownScale> {
    var owners: ContiguousArray<(root: WorkloadID, pod: PodID)> = []
    for template in budget.matching {
      cluster.pods.forEach(of: template) { pod in
        var owner = cluster.pods[pod].owner
        if owner.isPresent { owner = cluster.root(of: owner) }
        if owner.isPresent, owner != owners.last?.root,
          !owners.contains(where: { $0.root == owner })
        {
          owners.append((owner, pod))
        }
      }
    }
    var scale: Int32 = 0
    for (root, pod) in owners {
      let record = cluster.workloads[root.row]
      guard record.isPresent else {
        let name = cluster.pods[pod].name.text(cluster.symbols)
        return .failure(UnknownScale(message: "found no controllers for pod \"\(name)\""))
      }
      guard record.kind.isScalable else {
        let direct = cluster.workloads[cluster.pods[pod].owner.row].kind
        let message = "\(direct.resource) does not implement the scale subresource"
        return .failure(UnknownScale(message: message))
      }
      scale += record.replicas
    }
    return .success(scale)
  }
}
