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
            cluster.labels(of: record.labels)
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

  /// The rows of the autoscalers that `target` names, oldest first.
  func autoscalers(of target: ObjectTarget) -> [Int] {
    guard target.kind == HorizontalPodAutoscaler.kind.name else { return [] }
    return cluster.autoscalers.indices.filter { row in
      let autoscaler = cluster.autoscalers[row]
      return autoscaler.isPresent
        && target.matches(autoscaler.namespace, autoscaler.name, cluster) { Labels() }
    }
  }

  /// What `action` is about and is not there, with the answer; nil if it is, or if the verb makes
  /// objects.
  func missingObject(
    of action: TimelineAction
  ) -> (object: RefusedRequest.ObjectName, answer: APIStatus)? {
    if let target = action.nodeTarget, nodes(of: target).isEmpty {
      let object = RefusedRequest.ObjectName("Node", "", target.text)
      guard case .node = target else { return (object, .nothingFound(object)) }
      return (object, .notFound(object))
    }
    let targets = action.objectTargets
    guard let target = targets.last, targets.allSatisfy(isAbsent) else { return nil }
    let isNamespaced = APIObjectRegistry.kind(named: target.kind)?.isNamespaced ?? true
    let object = RefusedRequest.ObjectName(
      target.kind, isNamespaced ? target.namespace : "", target.name)
    guard case .named = target else {
      // A load is no request, and counts for the pods to come.
      if case .load = action { return nil }
      return (object, .nothingFound(object))
    }
    return (object, .notFound(object))
  }

  /// Whether there is no object of the kinds that can be looked up that `target` names.
  func isAbsent(_ target: ObjectTarget) -> Bool {
    switch target.kind {
    case "Namespace":
      !World.lastingNamespaces.contains(target.name)
        && cluster.symbols.find(target.name).flatMap { cluster.namespaces.labels(of: $0) } == nil
    case "Pod": pods(of: target).isEmpty
    case "Service": services(of: target).isEmpty
    case "PodDisruptionBudget": disruptionBudgets(of: target).isEmpty
    case "HorizontalPodAutoscaler": autoscalers(of: target).isEmpty
    case "ResourceQuota": quotas(of: target).isEmpty
    case "PersistentVolumeClaim": claims(of: target).isEmpty
    case "ConfigMap", "Secret", "ServiceAccount", "LimitRange", "Endpoints":
      !cluster.hasObject(target.kind, named: target.name, in: target.namespace)
    case "PersistentVolume": volumes(of: target).isEmpty
    case "StorageClass": storageClasses(of: target).isEmpty
    default:
      WorkloadKind.allCases.contains { $0.name == target.kind } && workloads(of: target).isEmpty
    }
  }

  /// The quotas that `target` names, oldest first.
  func quotas(of target: ObjectTarget) -> [ResourceQuotaID] {
    guard target.kind == "ResourceQuota" else { return [] }
    return cluster.quotas.indices.map { ResourceQuotaID($0) }.filter { id in
      let quota = cluster.quotas[id.row]
      return quota.isPresent
        && target.matches(quota.namespace, quota.name, cluster) { Labels() }
    }
  }

  /// The claims that `target` names, oldest first.
  func claims(of target: ObjectTarget) -> [ClaimID] {
    guard target.kind == "PersistentVolumeClaim" else { return [] }
    return cluster.claims.indices.map { ClaimID($0) }.filter { id in
      let record = cluster.claims[id.row]
      return record.isPresent
        && target.matches(record.namespace, record.name, cluster) { record.claim.metadata.labels }
    }
  }

  /// The volumes that `target` names, oldest first; they are in no namespace.
  func volumes(of target: ObjectTarget) -> [VolumeID] {
    guard target.kind == "PersistentVolume" else { return [] }
    return cluster.volumes.indices.map { VolumeID($0) }.filter { id in
      let record = cluster.volumes[id.row]
      return record.isPresent
        && target.matches(named: cluster.symbols[record.name]) { record.volume.metadata.labels }
    }
  }

  /// The rows of the storage classes that `target` names, oldest first.
  func storageClasses(of target: ObjectTarget) -> [Int] {
    guard target.kind == "StorageClass" else { return [] }
    return cluster.storageClasses.indices.filter { row in
      let record = cluster.storageClasses[row]
      let name = cluster.symbols[record.name]
      return record.isPresent
        && target.matches(named: name) {
          cluster.storage.classes[name]?.metadata.labels ?? Labels()
        }
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

  /// The pods that `target` names, that are still there and that `isWanted`, oldest first; the
  /// first of several are the first that are wanted.
  func pods(
    of target: ObjectTarget, where isWanted: (PodRecord) -> Bool
  ) -> ContiguousArray<PodID> {
    guard case .first(let count, let others) = target else {
      return pods(of: target).filter { isWanted(cluster.pods[$0]) }
    }
    let named = pods(of: others, where: isWanted).map {
      (pod: $0, name: cluster.pods[$0].name.text(cluster.symbols))
    }
    let first = named.sorted { ($0.name, $0.pod) < ($1.name, $1.pod) }.prefix(count)
    return ContiguousArray(first.map(\.pod).sorted())
  }

  /// The pods that `target` names and that are still there, oldest first.
  func pods(of target: ObjectTarget) -> ContiguousArray<PodID> {
    guard target.kind == "Pod" else { return [] }
    if case .named(_, let namespace, let name) = target {
      return podsNamed(name, in: namespace)
    }
    if case .first = target { return pods(of: target) { _ in true } }
    var pods: ContiguousArray<PodID> = []
    for template in cluster.templates.all
    where mayMatch(target, template) {
      cluster.pods.forEach(of: template.id) { pods.append($0) }
    }
    if case .matching(_, _, let pattern) = target {
      pods.removeAll { !pattern.matches(cluster.pods[$0].name.text(cluster.symbols)) }
    }
    pods.sort()
    return pods
  }

  /// Whether `target` can mean pods of `template`, as far as their names do not decide.
  private func mayMatch(_ target: ObjectTarget, _ template: PodTemplate) -> Bool {
    if case .matching(_, let namespace, _) = target {
      return cluster.symbols[template.namespace] == namespace
    }
    return target.matches(template.namespace, .empty, cluster) { template.pod.metadata.labels }
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
    guard !workloads(of: target).isEmpty else { return found }
    for template in cluster.templates.all {
      cluster.pods.forEach(of: template.id) { pod in
        if target.means(pod, in: cluster) { found.append(pod) }
      }
    }
    found.sort()
    return found
  }
}
