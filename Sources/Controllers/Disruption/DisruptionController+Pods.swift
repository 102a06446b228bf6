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

  /// What is known of the pods of a budget.
  struct Survey {
    /// How many pods there should be: with a plain number of available ones as many as there are,
    /// else as many as their controllers want.
    let expected: Result<Int32, UnknownScale>
    /// Whether there is a pod that nobody controls, where controllers are asked.
    var hasLonePod = false
  }

  /// Tells of a budget without pods, with pods that nobody controls, or with a controller that says
  /// no number.
  func tellOfPods(
    _ row: Int32, _ survey: Survey, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
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
    switch survey.expected {
    case .failure(let problem):
      tell(
        "CalculateExpectedPodCountFailed", isWarning: true,
        "Failed to calculate the number of expected pods: \(problem.message)")
    case .success where survey.hasLonePod:
      tell(
        "UnmanagedPods", isWarning: true,
        "Pods selected by this PodDisruptionBudget (selector: \(budget.selectorText)) were found "
          + "to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, "
          + "which may result in undefined behavior. To account for these pods please set "
          + "\".spec.minAvailable\" field of the PDB to an integer value.")
    case .success: break
    }
  }

  /// Looks at the pods of `budget`, one by one where their controllers are asked.
  static func survey(
    _ budget: DisruptionBudgetRecord, _ cluster: borrowing ClusterState
  ) -> Survey {
    if budget.maxUnavailable == nil, case .int = budget.minAvailable {
      var count: Int32 = 0
      for template in budget.matching { count += cluster.pods.counts(of: template).live }
      return Survey(expected: .success(count))
    }
    var owners: ContiguousArray<(root: WorkloadID, pod: PodID)> = []
    var hasLonePod = false
    for template in budget.matching {
      cluster.pods.forEach(of: template) { pod in
        var owner = cluster.pods[pod].owner
        hasLonePod = hasLonePod || !owner.isPresent
        if owner.isPresent { owner = cluster.root(of: owner) }
        if owner.isPresent, owner != owners.last?.root,
          !owners.contains(where: { $0.root == owner })
        {
          owners.append((owner, pod))
        }
      }
    }
    return Survey(expected: scale(of: owners, cluster), hasLonePod: hasLonePod)
  }

  /// How many pods `owners` want together, if none of them is gone and all of them say a number.
  private static func scale(
    of owners: ContiguousArray<(root: WorkloadID, pod: PodID)>, _ cluster: borrowing ClusterState
  ) -> Result<Int32, UnknownScale> {
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
