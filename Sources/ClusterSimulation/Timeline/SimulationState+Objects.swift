import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// Objects that are applied, deleted and looked up.
extension SimulationState {
  /// Creates or replaces objects in their order, as `kubectl apply` does.
  mutating func apply(_ objects: [KubernetesObject]) {
    for object in objects { apply(object) }
  }

  private mutating func apply(_ object: KubernetesObject) {
    switch object {
    case .node(let node): applyNode(node)
    case .pod(let pod): applyPod(pod)
    case .replicationController(let controller): apply(controller)
    case .replicaSet(let replicaSet): apply(replicaSet)
    case .deployment(let deployment): apply(deployment)
    case .service(let service): apply(service)
    case .resourceQuota(let quota): apply(quota)
    case .podDisruptionBudget(let budget): apply(budget)
    case .configMap, .cronJob, .csiNode, .daemonSet, .endpoints,
      .horizontalPodAutoscaler, .job, .kubeSchedulerConfiguration, .limitRange, .namespace,
      .persistentVolume, .persistentVolumeClaim, .policy, .priorityClass, .secret,
      .statefulSet, .storageClass:
      break
    }
  }

  /// The pod as the API server admits it.
  ///
  /// Source: `plugin/pkg/admission/defaulttolerationseconds`, Kubernetes 1.6 to 1.34.
  func admitted(_ pod: Pod) -> Pod {
    guard let seconds = configuration.controlPlane.defaultTolerationSeconds else { return pod }
    var admitted = pod
    admitted.addDefaultTolerations(seconds: seconds)
    return admitted
  }

  private mutating func applyNode(_ node: Node) {
    let name = cluster.symbols.intern(node.metadata.name)
    guard let id = cluster.node(named: name) else {
      add(node, pool: .empty)
      return
    }
    cluster.setLabels(id, cluster.intern(node.metadata.labels), at: now)
    cluster.setCordoned(id, node.spec.isCordoned, at: now)
  }

  private mutating func applyPod(_ pod: Pod) {
    let template = cluster.template(for: admitted(pod))
    matchBehavior(of: template, ownerKind: "Pod")
    let name = PodName(cluster.symbols.intern(pod.metadata.name))
    if let known = cluster.pod(named: name, in: cluster.templates[template].namespace) {
      update(known, to: template)
      return
    }
    guard quotaRefusal(of: template) == nil,
      let id = try? cluster.createPod(template: template, name: name, owner: .absent, at: now)
    else { return }
    guard !pod.spec.nodeName.isEmpty,
      let node = cluster.node(named: cluster.symbols.intern(pod.spec.nodeName))
    else { return }
    _ = cluster.bind(id, to: node, at: now)
  }

  /// Gives a pod that is there the labels of `template`, and what else of a pod may change while it
  /// waits: fewer gates, further tolerations. The API server refuses any other change, and so the
  /// pod stays as it is.
  ///
  /// Source: `ValidatePodUpdate`, Kubernetes 1.34; images and deadlines are not changed.
  private mutating func update(_ pod: PodID, to template: PodTemplateID) {
    let old = cluster.pods[pod].template
    let (before, after) = (cluster.templates[old].pod.spec, cluster.templates[template].pod.spec)
    var permitted = before
    permitted.schedulingGates = after.schedulingGates
    permitted.tolerations = after.tolerations
    guard permitted == after, after.schedulingGates.allSatisfy(before.schedulingGates.contains),
      before.tolerations.allSatisfy(after.tolerations.contains)
    else { return }
    kubelets.inheritBehavior(of: template, from: old)
    cluster.setTemplate(of: pod, template, at: now)
  }

  /// Creates or updates a replication controller.
  mutating func apply(_ controller: ReplicationController) {
    var pod = Pod(metadata: controller.spec.template.metadata, spec: controller.spec.template.spec)
    pod.metadata.namespace = controller.metadata.namespace
    let selector = controller.spec.selector ?? pod.metadata.labels
    apply(
      .replicationController, controller.metadata, LabelSelector(matching: selector), pod,
      replicas: controller.spec.replicas, minReadySeconds: controller.spec.minReadySeconds)
  }

  private mutating func apply(_ replicaSet: ReplicaSet) {
    var pod = Pod(metadata: replicaSet.spec.template.metadata, spec: replicaSet.spec.template.spec)
    pod.metadata.namespace = replicaSet.metadata.namespace
    let selector = replicaSet.spec.selector ?? LabelSelector(matching: pod.metadata.labels)
    apply(
      .replicaSet, replicaSet.metadata, selector, pod,
      replicas: replicaSet.spec.replicas, minReadySeconds: replicaSet.spec.minReadySeconds)
  }

  private mutating func apply(_ deployment: Deployment) {
    var pod = Pod(metadata: deployment.spec.template.metadata, spec: deployment.spec.template.spec)
    pod.metadata.namespace = deployment.metadata.namespace
    let detail = DeploymentDetail(deployment.spec)
    apply(
      .deployment, deployment.metadata, detail.selector, pod, replicas: deployment.spec.replicas,
      minReadySeconds: deployment.spec.minReadySeconds, detail: .deployment(detail))
  }

  private mutating func apply(
    _ kind: WorkloadKind, _ metadata: ObjectMeta, _ selector: LabelSelector,
    _ pod: Pod, replicas: Int32, minReadySeconds: Int32, detail: WorkloadDetail? = nil
  ) {
    let template = cluster.template(for: admitted(pod))
    matchBehavior(of: template, ownerKind: kind.name)
    let name = cluster.symbols.intern(metadata.name)
    let namespace = cluster.templates[template].namespace
    if let known = cluster.workload(kind, named: name, in: namespace) {
      cluster.setTemplate(of: known, template, at: now)
      cluster.setReplicas(of: known, replicas, at: now)
      if let detail { cluster.setDetail(of: known, detail, at: now) }
      return
    }
    _ = try? cluster.createWorkload(
      kind, name: name, selector: cluster.compile(selector), template: template,
      replicas: replicas, minReady: .seconds(Int64(minReadySeconds)),
      uid: cluster.symbols.intern(metadata.uid), labels: cluster.intern(metadata.labels),
      detail: detail,
      at: now)
  }

  private mutating func apply(_ service: Service) {
    let namespace = service.metadata.namespace.isEmpty ? "default" : service.metadata.namespace
    let space = cluster.symbols.intern(namespace)
    let name = cluster.symbols.intern(service.metadata.name)
    let selector = service.spec.selector.isEmpty ? nil : cluster.intern(service.spec.selector)
    if let known = cluster.service(named: name, in: space) {
      cluster.setSelector(of: known, selector, at: now)
    } else {
      _ = try? cluster.createService(namespace: space, name: name, selector: selector, at: now)
    }
  }

  private mutating func apply(_ quota: ResourceQuota) {
    let namespace = quota.metadata.namespace.isEmpty ? "default" : quota.metadata.namespace
    let space = cluster.symbols.intern(namespace)
    let name = cluster.symbols.intern(quota.metadata.name)
    if let known = cluster.quota(named: name, in: space) {
      cluster.setHard(of: known, quota.spec.hard, at: now)
    } else {
      _ = try? cluster.createQuota(quota, at: now)
    }
  }

  /// Creates a budget, or replaces its specification; a status in a manifest is not heeded.
  private mutating func apply(_ budget: PodDisruptionBudget) {
    var budget = budget
    budget.status = PodDisruptionBudgetStatus()
    cluster.setDisruptionBudget(budget, at: now)
  }

  /// Deletes what `target` names; pods with `grace`, or their own.
  mutating func delete(_ target: ObjectTarget, grace: SimulationDuration?) {
    for pod in pods(of: target) { delete(pod, .request, grace: grace) }
    for id in workloads(of: target) { deleteWorkload(id) }
    for service in services(of: target) { cluster.removeService(service, at: now) }
    for row in disruptionBudgets(of: target) { cluster.removeDisruptionBudget(row, at: now) }
    if target.kind == "Node", case .named(_, _, let name) = target,
      let node = cluster.symbols.find(name).flatMap({ cluster.node(named: $0) })
    {
      cluster.removeNode(node, at: now)
    }
  }

  /// Deletes a workload with all that it owns: `kubectl delete` scaled it down first in the classic
  /// era, and garbage collection follows the owner in the modern one.
  private mutating func deleteWorkload(_ id: WorkloadID) {
    let owned = cluster.workloads.indices.filter {
      cluster.workloads[$0].owner == id && cluster.workloads[$0].isPresent
    }
    deletePods(of: id)
    for row in owned { deleteWorkload(WorkloadID(row)) }
  }

  private mutating func deletePods(of id: WorkloadID) {
    for template in cluster.workloads[id.row].matching {
      cluster.pods.forEach(of: template) { pod in
        if cluster.pods[pod].owner == id { pendingPods.append(pod) }
      }
    }
    cluster.removeWorkload(id, at: now)
    for pod in pendingPods { delete(pod, .request, grace: nil) }
    pendingPods.removeAll(keepingCapacity: true)
  }

  /// The workloads that `target` names, oldest first.
  func workloads(of target: ObjectTarget) -> ContiguousArray<WorkloadID> {
    ContiguousArray(
      cluster.workloads.indices.lazy.filter { row in
        let record = cluster.workloads[row]
        return record.isPresent && record.kind.name == target.kind
          && matches(target, record.namespace, record.name) {
            cluster.templates[record.template].pod.metadata.labels
          }
      }.map { WorkloadID($0) })
  }

  private func disruptionBudgets(of target: ObjectTarget) -> [Int] {
    guard target.kind == "PodDisruptionBudget" else { return [] }
    return cluster.disruptionBudgets.indices.filter { row in
      let budget = cluster.disruptionBudgets[row]
      return budget.isPresent
        && matches(target, budget.namespace, budget.name) { Labels() }
    }
  }

  func services(of target: ObjectTarget) -> ContiguousArray<ServiceID> {
    ContiguousArray(
      cluster.services.indices.lazy.filter { row in
        let record = cluster.services[row]
        return record.isPresent && target.kind == "Service"
          && matches(target, record.namespace, record.name) { Labels() }
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
    where matches(target, template.namespace, .empty, labels: { template.pod.metadata.labels }) {
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

  private func matches(
    _ target: ObjectTarget, _ namespace: Symbol, _ name: Symbol, labels: () -> Labels
  ) -> Bool {
    matches(target, namespace, cluster.symbols[name], labels: labels)
  }

  /// Whether `target`, whatever its kind, means the object `name` of `namespace` with `labels`.
  func matches(
    _ target: ObjectTarget, _ namespace: Symbol, _ name: String, labels: () -> Labels
  ) -> Bool {
    switch target {
    case .named(_, let wantedNamespace, let wantedName):
      cluster.symbols[namespace] == wantedNamespace && name == wantedName
    case .selected(_, let wantedNamespace, let selector):
      cluster.symbols[namespace] == wantedNamespace && selector.matches(labels())
    }
  }
}

extension ObjectTarget {
  /// The kind of the objects.
  public var kind: String {
    switch self {
    case .named(let kind, _, _), .selected(let kind, _, _): kind
    }
  }
}
