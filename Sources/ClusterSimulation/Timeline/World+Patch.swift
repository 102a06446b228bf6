import ClusterState
import KubernetesObjects
import SimulationEngine

/// Patches of objects, as `kubectl patch` sends them.
extension World {
  /// Replaces an object by what a patch or a manifest makes of it.
  mutating func update(_ update: ObjectUpdate, _ host: inout KubeletHost) {
    guard let stored = update.object as? any StoredObject, let id = workload(of: stored) else {
      return apply(update.object, &host)
    }
    let record = cluster.workloads[id.row]
    var object = update.object
    if update.keepsReplicas, var replicated = object as? any ReplicatedObject {
      replicated.replicas = record.replicas
      object = replicated
    }
    if record.kind.keepsPods, var workload = object as? any WorkloadObject {
      workload.podTemplate = template(of: id, after: update, workload.podTemplate)
      object = workload
    }
    if var deployment = object as? Deployment, update.keepsPause,
      case .deployment(let detail)? = cluster.detail(of: id)
    {
      deployment.spec.paused = detail.isPaused
      object = deployment
    }
    if var stored = object as? any StoredObject {
      stored.metadata.labels = merged(
        cluster.labels(of: record.labels), update, stored.metadata.labels, \.labels)
      stored.metadata.annotations = merged(
        cluster.labels(of: record.annotations), update, stored.metadata.annotations, \.annotations)
      object = stored
    }
    apply(object, &host)
  }

  /// The template of `id` once `update` has come, which wants `new`.
  private func template(
    of id: WorkloadID, after update: ObjectUpdate, _ new: PodTemplateSpec
  ) -> PodTemplateSpec {
    guard let base = (update.base as? any WorkloadObject)?.podTemplate else { return new }
    let pod = cluster.templates[cluster.workloads[id.row].template].pod
    var present = PodTemplateSpec()
    present.metadata = pod.metadata
    present.spec = pod.spec
    switch update.manner {
    case .patch:
      present.merge(from: base, to: new)
      return present
    case .apply:
      var wanted = new
      present.metadata.labels.apply(new.metadata.labels, after: base.metadata.labels)
      present.metadata.annotations.apply(
        new.metadata.annotations, after: base.metadata.annotations)
      wanted.metadata = present.metadata
      return wanted
    }
  }

  /// The labels or annotations `present` once `update` has come, which wants `new`.
  private func merged(
    _ present: Labels, _ update: ObjectUpdate, _ new: Labels,
    _ field: KeyPath<ObjectMeta, Labels>
  ) -> Labels {
    let base = (update.base as? any StoredObject)?.metadata[keyPath: field] ?? Labels()
    var present = present
    switch update.manner {
    case .patch: present.merge(from: base, to: new)
    case .apply: present.apply(new, after: base)
    }
    return present
  }

  /// The workload of the kind and name of `object`, if it is there.
  func workload(of object: any StoredObject) -> WorkloadID? {
    let namespace = object.metadata.namespace.isEmpty ? "default" : object.metadata.namespace
    guard let kind = WorkloadKind.allCases.first(where: { $0.name == object.kind.name }),
      let name = cluster.symbols.find(object.metadata.name),
      let space = cluster.symbols.find(namespace)
    else { return nil }
    return cluster.workload(kind, named: name, in: space)
  }

  mutating func patch(_ node: NodeID, _ patch: NodePatch) {
    if !patch.labels.isEmpty {
      let labels = changed(cluster.nodes[node.row].labels, patch.labels)
      cluster.setLabels(node, labels, at: now)
    }
    if !patch.annotations.isEmpty {
      let annotations = changed(cluster.nodes[node.row].annotations, patch.annotations)
      cluster.setAnnotations(node, annotations, at: now)
    }
    if let isUnschedulable = patch.isUnschedulable {
      cluster.setCordoned(node, isUnschedulable, at: now)
    }
    if let taints = patch.taints { replaceTaints(of: node, by: taints) }
    if patch.changesAmounts { resize(node, patch) }
  }

  /// A taint that stays keeps the instant at which it was put on.
  private mutating func replaceTaints(of node: NodeID, by taints: [Taint]) {
    let old = cluster.nodes[node.row].taints
    let new = taints.map { taint in
      let key = cluster.symbols.intern(taint.key)
      let value = cluster.symbols.intern(taint.value)
      let known = old.first {
        $0.key == key && $0.value == value && $0.effect == taint.effect.interned
      }
      return known
        ?? NodeTaint(key: key, value: value, effect: taint.effect.interned, added: now)
    }
    cluster.setTaints(node, ContiguousArray(new), at: now)
  }

  private mutating func resize(_ node: NodeID, _ patch: NodePatch) {
    var capacity = cluster.nodes[node.row].capacity
    var allocatable = cluster.nodes[node.row].allocatable
    var pods = cluster.nodes[node.row].allocatablePods
    for change in patch.capacity { capacity = replacing(change, in: capacity) }
    for change in patch.capacity + patch.allocatable {
      if change.name == .pods {
        pods = change.quantity?.value ?? 0
      } else {
        allocatable = replacing(change, in: allocatable)
      }
    }
    cluster.setAmounts(
      node, capacity: capacity, allocatable: allocatable, allocatablePods: pods, at: now)
  }

  private mutating func replacing(
    _ change: (name: ResourceName, quantity: Quantity?), in amounts: ResourceAmounts
  ) -> ResourceAmounts {
    let one = cluster.amounts(of: [change.name: change.quantity ?? Quantity(0)])
    var amounts = amounts
    switch change.name {
    case .cpu: amounts.milliCPU = one.milliCPU
    case .memory: amounts.memoryBytes = one.memoryBytes
    case .ephemeralStorage: amounts.ephemeralStorageBytes = one.ephemeralStorageBytes
    case .pods: break
    default:
      let resource = cluster.resources.intern(change.name.rawValue)
      let others = amounts.extended.filter { $0.resource != resource }
      amounts = ResourceAmounts(
        milliCPU: amounts.milliCPU, memoryBytes: amounts.memoryBytes,
        ephemeralStorageBytes: amounts.ephemeralStorageBytes,
        extended: others + (change.quantity == nil ? [] : one.extended))
    }
    return amounts
  }

  /// Patches a controller; its pods stay as they are. The API server refuses a template that the
  /// selector does not match.
  mutating func patch(_ id: WorkloadID, _ patch: WorkloadPatch) {
    let old = cluster.workloads[id.row].template
    var new = old
    if let template = patch.template {
      var pod = cluster.templates[old].pod
      template.apply(to: &pod)
      new = admittedTemplate(of: pod)
      let selector = cluster.workloads[id.row].selector
      guard selector.matches(cluster.templates[new].labels, cluster.symbols) else {
        let record = cluster.workloads[id.row]
        let name = cluster.symbols[record.name]
        let status = APIStatus.invalid(
          record.kind.name, name, field: "spec.template.metadata.labels",
          "`selector` does not match template `labels`")
        return refuse(.update, record.kind.name, record.namespace, name, status)
      }
    }
    setMetadata(of: id, labels: patch.labels, annotations: patch.annotations)
    let generation = cluster.workloads[id.row].generation
    defer { cluster.joinGenerations(of: id, since: generation) }
    cluster.setTemplate(of: id, new, at: now)
    if let replicas = patch.replicas { cluster.setReplicas(of: id, replicas, at: now) }
    if let seconds = patch.minReadySeconds {
      cluster.setMinReady(of: id, .seconds(Int64(seconds)), at: now)
    }
  }

  /// Replaces labels and annotations of a workload.
  private mutating func setMetadata(
    of id: WorkloadID, labels: [(key: String, value: String?)],
    annotations: [(key: String, value: String?)]
  ) {
    let record = cluster.workloads[id.row]
    let (labels, annotations) = (
      changed(record.labels, labels), changed(record.annotations, annotations)
    )
    cluster.setMetadata(of: id, labels: labels, annotations: annotations, at: now)
  }

  /// Replaces labels and annotations of the pods of a target.
  mutating func patch(
    podsOf target: ObjectTarget, labels: [(key: String, value: String?)],
    annotations: [(key: String, value: String?)] = []
  ) {
    for pod in pods(of: target) { patch(pod, labels: labels, annotations: annotations) }
  }

  /// Replaces labels and annotations of a pod, which moves it to the template of its new ones.
  mutating func patch(
    _ pod: PodID, labels: [(key: String, value: String?)],
    annotations: [(key: String, value: String?)] = []
  ) {
    let old = cluster.pods[pod].template
    var object = cluster.templates[old].pod
    for change in labels { object.metadata.labels[change.key] = change.value }
    for change in annotations { object.metadata.annotations[change.key] = change.value }
    let new = cluster.template(for: object)
    cluster.setTemplate(of: pod, new, at: now)
  }

  mutating func patch(_ service: ServiceID, selector: [(key: String, value: String?)]) {
    let old = cluster.services[service.row].selector ?? .empty
    let new = changed(old, selector)
    cluster.setSelector(of: service, new == .empty ? nil : new, at: now)
  }

  /// Labels with some of them replaced or taken off.
  mutating func changed(
    _ labels: LabelSet, _ changes: [(key: String, value: String?)]
  ) -> LabelSet {
    var text = cluster.labels(of: labels)
    for change in changes { text[change.key] = change.value }
    return cluster.intern(text)
  }

  /// Puts a taint on a node, or takes it off.
  mutating func setTaint(_ taint: Taint, on node: NodeID, isRemoval: Bool) {
    let key = cluster.symbols.intern(taint.key)
    var taints = cluster.nodes[node.row].taints
    taints.removeAll { $0.key == key && $0.effect == taint.effect.interned }
    if !isRemoval {
      taints.append(
        NodeTaint(
          key: key, value: cluster.symbols.intern(taint.value), effect: taint.effect.interned,
          added: now))
    }
    cluster.setTaints(node, taints, at: now)
  }

  /// Replaces an image in the template of a workload; a nil container means every one.
  mutating func setImage(
    _ image: String, of container: String?, in id: WorkloadID
  ) {
    let old = cluster.workloads[id.row].template
    var pod = cluster.templates[old].pod
    if let container, !pod.spec.containers.contains(where: { $0.name == container }) {
      let record = cluster.workloads[id.row]
      let status = APIStatus(
        reason: .client, message: "unable to find container named \"\(container)\"")
      return refuse(
        .update, record.kind.name, record.namespace, cluster.symbols[record.name], status)
    }
    for row in pod.spec.containers.indices
    where container == nil || pod.spec.containers[row].name == container {
      pod.spec.containers[row].image = image
    }
    let new = cluster.workloadTemplate(for: pod)
    cluster.setTemplate(of: id, new, at: now)
  }
}

extension NodePatch {
  /// Whether what the node has or offers is replaced.
  var changesAmounts: Bool { !capacity.isEmpty || !allocatable.isEmpty }
}
