import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// Objects that are applied and deleted.
extension World {
  /// Creates or replaces objects in their order, as `kubectl apply` does.
  mutating func apply(_ objects: [any APIObject], _ host: inout KubeletHost) {
    for object in objects { apply(object, &host) }
  }

  private mutating func apply(_ object: any APIObject, _ host: inout KubeletHost) {
    switch object {
    case let namespace as Namespace:
      setNamespace(namespace.metadata.name, labels: namespace.metadata.labels)
    case let node as Node: applyNode(node, &host)
    case let pod as Pod: applyPod(pod)
    case let controller as ReplicationController: apply(controller)
    case let replicaSet as ReplicaSet: apply(replicaSet)
    case let deployment as Deployment: apply(deployment)
    case let service as Service: apply(service)
    case let quota as ResourceQuota: apply(quota)
    case let budget as PodDisruptionBudget: apply(budget)
    default: precondition(object.kind.role != .simulated, "nothing applies a \(object.kind.name)")
    }
  }

  private mutating func applyNode(_ node: Node, _ host: inout KubeletHost) {
    let name = cluster.symbols.intern(node.metadata.name)
    guard let id = cluster.node(named: name) else {
      host.add(node, pool: .empty, in: &self)
      return
    }
    var node = node
    node.addKubeletLabels()
    cluster.setLabels(id, cluster.intern(node.metadata.labels), at: now)
    cluster.setCordoned(id, node.spec.isCordoned, at: now)
  }

  private mutating func applyPod(_ pod: Pod) {
    let template = admittedTemplate(of: pod, isStamped: true)
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
    if let start = pod.status.startTime { cluster.setStartTime(id, SimulationTime(before: start)) }
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
    let template = admittedTemplate(of: pod)
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
      detail: detail, at: now)
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
  mutating func delete(
    _ target: ObjectTarget, grace: SimulationDuration?, propagation: DeletionPropagation
  ) {
    for pod in pods(of: target) { delete(pod, .request, grace: grace) }
    for id in workloads(of: target) { deleteWorkload(id, propagation) }
    for service in services(of: target) { cluster.removeService(service, at: now) }
    for row in disruptionBudgets(of: target) { cluster.removeDisruptionBudget(row, at: now) }
  }

  /// Deletes a workload with all that it owns, unless that is to be orphaned: `kubectl delete`
  /// scaled it down first in the classic era; in the modern one the garbage collector follows.
  private mutating func deleteWorkload(_ id: WorkloadID, _ propagation: DeletionPropagation) {
    let owned = cluster.workloads.indices.filter {
      cluster.workloads[$0].owner == id && cluster.workloads[$0].isPresent
    }
    deletePods(of: id, propagation)
    for row in owned {
      if propagation == .orphan {
        cluster.setOwner(of: WorkloadID(row), .absent, at: now)
      } else {
        deleteWorkload(WorkloadID(row), propagation)
      }
    }
  }

  private mutating func deletePods(of id: WorkloadID, _ propagation: DeletionPropagation) {
    var owned: ContiguousArray<PodID> = []
    for template in cluster.workloads[id.row].matching {
      cluster.pods.forEach(of: template) { pod in
        if cluster.pods[pod].owner == id { owned.append(pod) }
      }
    }
    cluster.removeWorkload(id, at: now)
    for pod in owned {
      if propagation == .orphan {
        cluster.setOwner(of: pod, .absent, at: now)
      } else {
        delete(pod, .request, grace: nil)
      }
    }
  }
}

extension SimulationTime {
  /// The instant that stands for `timestamp`, which lies before the run: such instants keep their
  /// order, and precede everything that happens in the run.
  fileprivate init(before timestamp: Timestamp) {
    // Later than any time that can be written.
    let end: Int64 = 253_402_300_800
    let seconds = max(timestamp.seconds, -end) - end
    self.init(microseconds: seconds * 1_000_000 + Int64(timestamp.nanoseconds / 1000))
  }
}
