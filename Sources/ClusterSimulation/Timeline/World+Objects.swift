import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// Objects that are applied.
extension World {
  /// Creates or replaces objects in their order, as `kubectl apply` does.
  mutating func apply(_ objects: [any APIObject], _ host: inout KubeletHost) {
    for object in objects { apply(object, &host) }
  }

  /// Creates or replaces an object.
  mutating func apply(_ object: any APIObject, _ host: inout KubeletHost) {
    if let status = lifecycleRefusal(of: object), let object = object as? any StoredObject {
      return refuse(object, status)
    }
    if let object = object as? any StoredObject, let change = refusedChange(to: object) {
      let status = APIStatus.invalid(
        object.kind.name, object.metadata.name, field: change.field, change.message)
      return refuse(object, status, verb: .update)
    }
    if object.kind.isNamespaced, let object = object as? any StoredObject {
      let space = namespace(of: object)
      noteNamespace(cluster.symbols[space])
    }
    switch object {
    case let namespace as Namespace:
      setNamespace(namespace.metadata.name, labels: namespace.metadata.labels)
    case let node as Node: applyNode(node, &host)
    case let pod as Pod: applyPod(pod)
    case let controller as ReplicationController: apply(controller)
    case let replicaSet as ReplicaSet: apply(replicaSet)
    case let deployment as Deployment: apply(deployment)
    case let config as DeploymentConfig: apply(config)
    case let set as StatefulSet: apply(set)
    case let set as DaemonSet: apply(set)
    case let claim as PersistentVolumeClaim: apply(claim)
    case let volume as PersistentVolume: apply(volume)
    case let storageClass as StorageClass: cluster.setStorageClass(storageClass, at: now)
    case let drivers as CSINode: cluster.setStorageDrivers(drivers, at: now)
    case let job as Job: apply(job)
    case let cronJob as CronJob: apply(cronJob)
    case let service as Service: apply(service)
    case let quota as ResourceQuota: apply(quota)
    case let budget as PodDisruptionBudget: apply(budget)
    case let autoscaler as HorizontalPodAutoscaler: apply(autoscaler)
    default:
      precondition(object.kind.role != .simulated, "nothing applies a \(object.kind.name)")
      guard object.kind.isNamespaced else { return podAdmission.note(object) }
      if let object = object as? any StoredObject, keep(object) { podAdmission.note(object) }
    }
  }

  /// Keeps an object of which nothing here but its name counts, for quotas; returns whether it is
  /// there.
  private mutating func keep(_ object: any StoredObject) -> Bool {
    let namespace = self.namespace(of: object)
    guard let refusal = cluster.setObject(object, in: namespace, at: now) else { return true }
    refuse(object, .forbidden(object.kind.resource, object.metadata.name, "\(refusal)"))
    return false
  }

  /// The namespace that an object is in.
  mutating func namespace(of object: any StoredObject) -> Symbol {
    let name = object.metadata.namespace
    return cluster.symbols.intern(name.isEmpty ? "default" : name)
  }

  /// Writes down that an object could not be created or updated.
  mutating func refuse(
    _ object: any StoredObject, _ status: APIStatus, verb: RefusedRequest.Verb = .create
  ) {
    let namespace = object.kind.isNamespaced ? self.namespace(of: object) : .empty
    refuse(verb, object.kind.name, namespace, object.metadata.name, status)
  }

  private mutating func applyNode(_ node: Node, _ host: inout KubeletHost) {
    let name = cluster.symbols.intern(node.metadata.name)
    guard let id = cluster.node(named: name) else {
      host.add(node, pool: appliedNodes.pool(of: node.metadata.name), in: &self)
      appliedNodes.note(node)
      return
    }
    var node = node
    node.addKubeletLabels()
    let former = appliedNodes.note(node)
    patch(id, NodePatch(from: former, to: node))
  }

  private mutating func applyPod(_ pod: Pod) {
    let template = admittedTemplate(of: pod, isStamped: true)
    let name = PodName(cluster.symbols.intern(pod.metadata.name))
    if let known = cluster.pod(named: name, in: cluster.templates[template].namespace) {
      update(known, to: template, on: pod.spec.nodeName)
      return
    }
    let result = createPod(
      template, on: pod.spec.nodeName, name: name, owner: controller(of: pod))
    if case .failure(let status) = result { refuse(pod, status) }
  }

  /// Gives a pod that is there the labels of `template`, and what else of a pod may change; any
  /// other change is refused, and the pod stays as it is.
  private mutating func update(_ pod: PodID, to template: PodTemplateID, on node: String) {
    var updated = cluster.templates[template].pod
    var present = cluster.templates[cluster.pods[pod].template].pod.spec
    // Templates have no node; a manifest that names none leaves it to the scheduler.
    present.nodeName = cluster.symbols[cluster.nodeName(of: pod)]
    updated.spec.nodeName = node.isEmpty ? present.nodeName : node
    updated.spec.keepAdmitted(of: present)
    switch present.replaced(by: updated.spec) {
    case .success(let spec):
      updated.spec = spec
      let new = cluster.template(for: updated)
      cluster.setTemplate(of: pod, new, at: now)
    case .failure(let change):
      let name = cluster.pods[pod].name.text(cluster.symbols)
      let status = APIStatus.invalid("Pod", name, field: change.field, change.message)
      refuse(.update, "Pod", cluster.templates[template].namespace, name, status)
    }
  }

  /// Creates or updates a replication controller.
  mutating func apply(_ controller: ReplicationController) {
    var pod = Pod(metadata: controller.spec.template.metadata, spec: controller.spec.template.spec)
    pod.metadata.namespace = controller.metadata.namespace
    let selector = controller.spec.selector ?? pod.metadata.labels
    apply(
      controller, .replicationController, LabelSelector(matching: selector), pod,
      replicas: controller.spec.replicas, minReadySeconds: controller.spec.minReadySeconds)
  }

  private mutating func apply(_ replicaSet: ReplicaSet) {
    var pod = Pod(metadata: replicaSet.spec.template.metadata, spec: replicaSet.spec.template.spec)
    pod.metadata.namespace = replicaSet.metadata.namespace
    let selector = replicaSet.spec.selector ?? LabelSelector(matching: pod.metadata.labels)
    apply(
      replicaSet, .replicaSet, selector, pod,
      replicas: replicaSet.spec.replicas, minReadySeconds: replicaSet.spec.minReadySeconds,
      detail: detail(of: replicaSet, pod))
  }

  private mutating func apply(_ deployment: Deployment) {
    var pod = Pod(metadata: deployment.spec.template.metadata, spec: deployment.spec.template.spec)
    pod.metadata.namespace = deployment.metadata.namespace
    let detail = DeploymentDetail(deployment.spec)
    apply(
      deployment, .deployment, detail.selector, pod, replicas: deployment.spec.replicas,
      minReadySeconds: deployment.spec.minReadySeconds, detail: .deployment(detail))
  }

  private mutating func apply(_ set: StatefulSet) {
    var pod = Pod(metadata: set.spec.template.metadata, spec: set.spec.template.spec)
    pod.metadata.namespace = set.metadata.namespace
    let detail = StatefulSetDetail(set.spec)
    if let known = workload(of: set), case .statefulSet(let former)? = cluster.detail(of: known),
      !former.mayBecome(detail)
    {
      let status = APIStatus.invalid(
        "StatefulSet", set.metadata.name, field: "spec", StatefulSetDetail.fixedFields)
      return refuse(set, status, verb: .update)
    }
    apply(
      set, .statefulSet, detail.selector, pod, replicas: set.spec.replicas,
      minReadySeconds: set.spec.minReadySeconds, detail: .statefulSet(detail))
  }

  private mutating func apply(_ set: DaemonSet) {
    var pod = Pod(metadata: set.spec.template.metadata, spec: set.spec.template.spec)
    pod.metadata.namespace = set.metadata.namespace
    let detail = DaemonSetDetail(set.spec)
    apply(
      set, .daemonSet, detail.selector, pod, replicas: 0,
      minReadySeconds: set.spec.minReadySeconds, detail: .daemonSet(detail))
  }

  /// Creates or updates a workload.
  mutating func apply(
    _ object: any StoredObject, _ kind: WorkloadKind, _ selector: LabelSelector,
    _ pod: Pod, replicas: Int32, minReadySeconds: Int32, detail: WorkloadDetail? = nil
  ) {
    let metadata = object.metadata
    let template = admittedTemplate(of: pod)
    let name = cluster.symbols.intern(metadata.name)
    let namespace = cluster.templates[template].namespace
    let compiled = cluster.compile(selector)
    let minReady = SimulationDuration.seconds(Int64(minReadySeconds))
    if let known = cluster.workload(kind, named: name, in: namespace) {
      guard kind.canChangeSelector || cluster.workloads[known.row].selector == compiled else {
        let field = "spec.selector"
        let status = APIStatus.invalid(
          kind.name, metadata.name, field: field, "Invalid value: field is immutable")
        return refuse(object, status, verb: .update)
      }
      cluster.setMetadata(
        of: known, labels: cluster.intern(metadata.labels),
        annotations: cluster.intern(metadata.annotations.ofUsers), at: now)
      let generation = cluster.workloads[known.row].generation
      cluster.setSelector(of: known, compiled, at: now)
      cluster.setTemplate(of: known, template, at: now)
      cluster.setReplicas(of: known, replicas, at: now)
      cluster.setMinReady(of: known, minReady, at: now)
      if let detail { cluster.setDetail(of: known, detail, at: now) }
      return cluster.joinGenerations(of: known, since: generation)
    }
    if let refusal = cluster.admit(kind, in: namespace) {
      return refuse(object, .forbidden(kind.resource, metadata.name, "\(refusal)"))
    }
    _ = try? cluster.createWorkload(
      kind, name: name, selector: compiled, template: template,
      replicas: replicas, minReady: minReady,
      uid: cluster.symbols.intern(metadata.uid), labels: cluster.intern(metadata.labels),
      annotations: cluster.intern(metadata.annotations.ofUsers),
      owner: controller(of: object), detail: detail, at: now)
  }

  private mutating func apply(_ service: Service) {
    let space = namespace(of: service)
    let name = cluster.symbols.intern(service.metadata.name)
    let selector = service.spec.selector.isEmpty ? nil : cluster.intern(service.spec.selector)
    let usage = ResourceList.objectUsage(of: service)
    if let known = cluster.service(named: name, in: space) {
      if let refusal = cluster.admit(usage, insteadOf: known) {
        return refuse(
          service, .forbidden("services", service.metadata.name, "\(refusal)"), verb: .update)
      }
      cluster.setUsage(of: known, usage, at: now)
      cluster.setPublishesUnready(
        of: known, service.spec.publishNotReadyAddresses, at: now)
      cluster.setSelector(of: known, selector, at: now)
      return
    }
    if let refusal = cluster.admit(usage, in: space) {
      return refuse(service, .forbidden("services", service.metadata.name, "\(refusal)"))
    }
    _ = try? cluster.createService(
      namespace: space, name: name, selector: selector, usage: usage,
      publishesUnready: service.spec.publishNotReadyAddresses, at: now)
  }

  private mutating func apply(_ quota: ResourceQuota) {
    let space = namespace(of: quota)
    let name = cluster.symbols.intern(quota.metadata.name)
    if let known = cluster.quota(named: name, in: space) {
      guard cluster.quotas[known.row].scopes == QuotaRecord.scopes(of: quota) else {
        let status = APIStatus.invalid(
          "ResourceQuota", quota.metadata.name, field: "spec.scopes", "field is immutable")
        return refuse(quota, status, verb: .update)
      }
      cluster.setHard(of: known, quota.spec.hard, at: now)
    } else if let refusal = cluster.admit(ResourceQuota.kind, in: space) {
      refuse(quota, .forbidden("resourcequotas", quota.metadata.name, "\(refusal)"))
    } else {
      _ = try? cluster.createQuota(quota, at: now)
    }
  }

  /// Creates a budget, or replaces its specification; a status in a manifest is not heeded.
  private mutating func apply(_ budget: PodDisruptionBudget) {
    let space = namespace(of: budget)
    let name = cluster.symbols.intern(budget.metadata.name)
    if cluster.disruptionBudget(named: name, in: space) == nil,
      let refusal = cluster.admit(PodDisruptionBudget.kind, in: space)
    {
      let resource = PodDisruptionBudget.kind.resource
      return refuse(budget, .forbidden(resource, budget.metadata.name, "\(refusal)"))
    }
    var budget = budget
    budget.status = PodDisruptionBudgetStatus()
    cluster.setDisruptionBudget(budget, at: now)
  }
}

extension World {
  /// Creates an autoscaler, or replaces its specification; a status in a manifest is not heeded.
  fileprivate mutating func apply(_ autoscaler: HorizontalPodAutoscaler) {
    let space = namespace(of: autoscaler)
    let name = cluster.symbols.intern(autoscaler.metadata.name)
    let isNew = cluster.autoscaler(named: name, in: space) == nil
    if autoscaler.spec.minReplicas == 0, !configuration.controlPlane.autoscaler.scalesToZero {
      let status = APIStatus.invalid(
        HorizontalPodAutoscaler.kind.name, autoscaler.metadata.name, field: "spec.minReplicas",
        "Invalid value: 0: must be greater than or equal to 1")
      return refuse(autoscaler, status, verb: isNew ? .create : .update)
    }
    if isNew, let refusal = cluster.admit(HorizontalPodAutoscaler.kind, in: space) {
      let resource = HorizontalPodAutoscaler.kind.resource
      return refuse(
        autoscaler, .forbidden(resource, autoscaler.metadata.name, "\(refusal)"))
    }
    cluster.setAutoscaler(autoscaler, in: space, at: now)
  }
}
