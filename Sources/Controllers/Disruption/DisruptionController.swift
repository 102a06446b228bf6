import ClusterState
import KubernetesObjects
import SimulationEngine

/// Keeps the status of each pod disruption budget current: how many of its pods may be disrupted.
///
/// Pods that nothing controls do not count where the number of pods that there should be is asked
/// of their controllers; an event warns of them. Source: `pkg/controller/disruption`,
/// Kubernetes 1.36.
///
/// **Divergence:** pods of a kind that is not simulated count by their own owner.
package struct DisruptionController: Controller {
  private var queue = WorkQueue()

  /// A controller that knows no budget.
  package init() {}

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "disruption-controller" }

  /// Budgets and pods.
  package var interests: SubjectSet { [.disruptionBudgets, .pods] }

  /// Notes a change of a budget, or of a pod that one is about.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .disruptionBudget: queue.add(change.index)
    case .pod where !cluster.disruptionBudgets.isEmpty:
      let pod = PodID(Int(change.index))
      let template = cluster.pods[pod].template
      var (first, count) = (0, 0)
      for row in cluster.disruptionBudgets.indices {
        let budget = cluster.disruptionBudgets[row]
        let isAbout = budget.matching.contains(template)
        if isAbout && budget.isPresent {
          if count == 0 { first = row }
          count += 1
        }
        // A pod whose labels were edited may have left a budget that no longer tells of it.
        if isAbout || change.verb == .specified { queue.add(Int32(row)) }
      }
      if count > 1 { warnOfOverlap(pod, first, cluster, &actions) }
    default: break
    }
  }

  /// Whether any budget waits for a sync.
  package var hasWork: Bool { !queue.isEmpty }

  /// Works out the status of every budget that has changed.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let row = queue.next() {
      guard cluster.disruptionBudgets[Int(row)].isPresent else { continue }
      let budget = cluster.disruptionBudgets[Int(row)]
      let survey = Self.survey(budget, cluster)
      tellOfPods(row, survey, cluster, &actions)
      let status = Self.status(of: budget, survey, cluster)
      if !budget.isObserved || status != budget.status || !budget.evictedPods.isEmpty {
        actions.append(.write(.setDisruptions(budget: row, status)))
      }
    }
  }

  /// The controller sets no timer.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {}

  /// A budget that asks for a number of pods tells what they allow; one that asks for a share is
  /// told of its pods only, and not of what their workloads want.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.disruptionBudgets.indices where cluster.disruptionBudgets[row].isPresent {
      let budget = cluster.disruptionBudgets[row]
      guard budget.maxUnavailable == nil, case .int = budget.minAvailable else { continue }
      let expected = Self.status(of: row, in: cluster)
      guard budget.status != expected else { continue }
      return UnsettledObject(
        .disruptionBudget, Int32(row), "says \(budget.status) and should say \(expected)")
    }
    return nil
  }

  /// The status that the budget in `row` should have.
  ///
  /// If it cannot be worked out, nothing may be disrupted. Source: `failSafe`, Kubernetes 1.34.
  package static func status(
    of row: Int, in cluster: borrowing ClusterState
  ) -> DisruptionBudgetStatus {
    let budget = cluster.disruptionBudgets[row]
    return status(of: budget, survey(budget, cluster), cluster)
  }

  private static func status(
    of budget: DisruptionBudgetRecord, _ survey: Survey, _ cluster: borrowing ClusterState
  ) -> DisruptionBudgetStatus {
    var failSafe = budget.status
    failSafe.disruptionsAllowed = 0
    failSafe.condition = .syncFailed
    guard case .success(let expected) = survey.expected else { return failSafe }
    var healthy: Int32 = 0
    for template in budget.matching { healthy += cluster.pods.counts(of: template).ready }
    do throws(ValueError) {
      return try DisruptionBudgetStatus(
        minAvailable: budget.minAvailable, maxUnavailable: budget.maxUnavailable,
        expectedPods: expected, currentHealthy: healthy)
    } catch {
      return failSafe
    }
  }
}
