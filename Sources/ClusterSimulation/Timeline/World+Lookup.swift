import ClusterState
import KubernetesObjects

/// Objects that a target names.
extension World {
  /// The workloads that `target` names, oldest first.
  func workloads(of target: ObjectTarget) -> ContiguousArray<WorkloadID> {
    ContiguousArray(
      cluster.workloads.indices.lazy.filter { row in
        let record = cluster.workloads[row]
        return record.isPresent && record.kind.name == target.kind
          && target.matches(record.namespace, record.name, cluster) {
            cluster.templates[record.template].pod.metadata.labels
          }
      }.map { WorkloadID($0) })
  }

  /// The rows of the disruption budgets that `target` names, oldest first.
  func disruptionBudgets(of target: ObjectTarget) -> [Int] {
    guard target.kind == "PodDisruptionBudget" else { return [] }
    return cluster.disruptionBudgets.indices.filter { row in
      let budget = cluster.disruptionBudgets[row]
      return budget.isPresent
        && target.matches(budget.namespace, budget.name, cluster) { Labels() }
    }
  }

  func services(of target: ObjectTarget) -> ContiguousArray<ServiceID> {
    ContiguousArray(
      cluster.services.indices.lazy.filter { row in
        let record = cluster.services[row]
        return record.isPresent && target.kind == "Service"
          && target.matches(record.namespace, record.name, cluster) { Labels() }
      }.map { ServiceID($0) })
  }

  /// The pods that `target` names and that are still there, oldest first.
  func pods(of target: ObjectTarget) -> ContiguousArray<PodID> {
    guard target.kind == "Pod" else { return [] }
    if case .named(_, let namespace, let name) = target {
      return podsNamed(name, in: namespace)
    }
    var pods: ContiguousArray<PodID> = []
    for template in cluster.templates.all
    where target.matches(
      template.namespace, .empty, cluster, labels: { template.pod.metadata.labels })
    {
      cluster.pods.forEach(of: template.id) { pods.append($0) }
    }
    pods.sort()
    return pods
  }

  private func podsNamed(_ name: String, in namespace: String) -> ContiguousArray<PodID> {
    guard let space = cluster.symbols.find(namespace) else { return [] }
    if let symbol = cluster.symbols.find(name),
      let pod = cluster.pod(named: PodName(symbol), in: space)
    {
      return [pod]
    }
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      if !record.isRemoved, cluster.templates[record.template].namespace == space,
        record.name.text(cluster.symbols) == name
      {
        return [PodID(row)]
      }
    }
    return []
  }

  /// The pods that are there and that `target` means: pods, or those of a controller.
  func podsBelonging(to target: ObjectTarget) -> ContiguousArray<PodID> {
    guard target.kind != "Pod" else { return pods(of: target) }
    var found: ContiguousArray<PodID> = []
    for owner in workloads(of: target) {
      for template in cluster.templates.all {
        cluster.pods.forEach(of: template.id) { pod in
          if cluster.pods[pod].owner == owner { found.append(pod) }
        }
      }
    }
    found.sort()
    return found
  }
}
