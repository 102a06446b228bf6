import ClusterState
import KubernetesObjects
import SimulationEngine

/// Keeps the status of each pod disruption budget current: how many of its pods may be disrupted.
///
/// Pods that nothing controls do not count where the number of pods that there should be is asked
/// of their controllers; the real one warns of them. Source: `pkg/controller/disruption`,
/// Kubernetes 1.34.
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
      // A pod whose labels were edited may have left a budget that no longer tells of it.
      let template = cluster.pods[PodID(Int(change.index))].template
      for row in cluster.disruptionBudgets.indices
      where change.verb == .specified || cluster.disruptionBudgets[row].matching.contains(template)
      {
        queue.add(Int32(row))
      }
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
      let status = Self.status(of: Int(row), in: cluster)
      let budget = cluster.disruptionBudgets[Int(row)]
      if !budget.isObserved || status != budget.status {
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
    var failSafe = budget.status
    failSafe.disruptionsAllowed = 0
    guard let expected = expectedPods(of: budget, cluster) else { return failSafe }
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

  /// How many pods there should be: with a plain number of available ones as many as there are,
  /// else as many as their controllers want; nil if that cannot be found.
  private static func expectedPods(
    of budget: DisruptionBudgetRecord, _ cluster: borrowing ClusterState
  ) -> Int32? {
    guard budget.maxUnavailable == nil, case .int = budget.minAvailable else {
      return scale(of: budget, cluster)
    }
    var count: Int32 = 0
    for template in budget.matching { count += cluster.pods.counts(of: template).live }
    return count
  }

  /// How many pods the controllers of the budget's pods want together; nil if one of them is gone,
  /// or says no number.
  private static func scale(
    of budget: DisruptionBudgetRecord, _ cluster: borrowing ClusterState
  ) -> Int32? {
    var owners: ContiguousArray<WorkloadID> = []
    for template in budget.matching {
      cluster.pods.forEach(of: template) { pod in
        var owner = cluster.pods[pod].owner
        if owner.isPresent { owner = cluster.root(of: owner) }
        if owner.isPresent, owner != owners.last, !owners.contains(owner) { owners.append(owner) }
      }
    }
    var scale: Int32 = 0
    for owner in owners {
      let record = cluster.workloads[owner.row]
      guard record.isPresent, record.kind.isScalable else { return nil }
      scale += record.replicas
    }
    return scale
  }
}
