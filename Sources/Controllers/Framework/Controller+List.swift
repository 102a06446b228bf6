import ClusterState
import SimulationEngine

extension Controller {
  /// Most controllers take what is there for new.
  package mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    if interests.contains(.nodes) {
      for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
        add(.node, row, now, cluster, &actions)
      }
    }
    if interests.contains(.workloads) {
      for row in cluster.workloads.indices where cluster.workloads[row].isPresent {
        add(.workload, row, now, cluster, &actions)
      }
    }
    if interests.contains(.volumes) {
      for row in cluster.volumes.indices where cluster.volumes[row].isPresent {
        add(.volume, row, now, cluster, &actions)
      }
    }
    if interests.contains(.claims) {
      for row in cluster.claims.indices where cluster.claims[row].isPresent {
        add(.claim, row, now, cluster, &actions)
      }
    }
    if interests.contains(.services) {
      for row in cluster.services.indices where cluster.services[row].isPresent {
        add(.service, row, now, cluster, &actions)
      }
    }
    if interests.contains(.disruptionBudgets) {
      for row in cluster.disruptionBudgets.indices where cluster.disruptionBudgets[row].isPresent {
        add(.disruptionBudget, row, now, cluster, &actions)
      }
    }
    if interests.contains(.autoscalers) {
      for row in cluster.autoscalers.indices where cluster.autoscalers[row].isPresent {
        add(.autoscaler, row, now, cluster, &actions)
      }
    }
    if interests.contains(.namespaces) {
      for row in cluster.namespaces.records.indices
      where cluster.namespaces.records[row].isPresent {
        add(.namespace, row, now, cluster, &actions)
      }
    }
    if interests.contains(.pods) {
      for row in 0..<cluster.pods.count where !cluster.pods[PodID(row)].isRemoved {
        add(.pod, row, now, cluster, &actions)
      }
    }
  }

  private mutating func add(
    _ subject: ClusterChange.Subject, _ row: Int, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    let change = ClusterChange(subject, .added, index: Int32(row), time: now)
    observe(change, at: now, in: cluster, actions: &actions)
  }
}
