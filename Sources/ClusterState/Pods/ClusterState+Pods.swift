import KubernetesObjects
import SimulationEngine

extension ClusterState {
  /// Creates a pod of `template`, phase Pending and not bound, and returns its id.
  ///
  /// Admission (quota, limits, defaults) comes before: this is the write to the store. Throws
  /// `NameTaken` if a pod of that name is still there.
  public mutating func createPod(
    template: PodTemplateID, name: PodName, owner: WorkloadID, at now: SimulationTime
  ) throws(NameTaken) -> PodID {
    let namespace = templates[template].namespace
    guard pod(named: name, in: namespace) == nil else { throw NameTaken() }
    var record = PodRecord(template: template, name: name, owner: owner, created: now)
    record.isTracked = isTracked(by: owner)
    let id = pods.append(record)
    podNames.insert(id, NamespacedName(namespace, name))
    charge(id, 1, at: now)
    note(.pod, .added, id.index, now)
    return id
  }

  /// Creates a pod whose specification names its node: it is bound at birth, and no scheduler sees
  /// it. If no node has that name the pod waits for one.
  public mutating func createPod(
    template: PodTemplateID, name: PodName, owner: WorkloadID, on node: Symbol,
    at now: SimulationTime
  ) throws(NameTaken) -> PodID {
    let id = try createPod(template: template, name: name, owner: owner, at: now)
    if let node = self.node(named: node) {
      _ = bind(id, to: node, at: now)
    } else {
      pods.update(id) { $0.awaitsNode = true }
      podsOfAbsentNodes[node, default: []].append(id)
    }
    return id
  }

  /// `spec.nodeName` of `pod`, whether or not a node of that name is there; empty for none.
  public func nodeName(of pod: PodID) -> Symbol {
    let record = pods[pod]
    if record.node.isPresent { return nodes[record.node.row].name }
    guard record.awaitsNode else { return .empty }
    return podsOfAbsentNodes.first { $0.value.contains(pod) }?.key ?? .empty
  }

  /// The pods that are there and wait for a node that is not, oldest first.
  public var podsAwaitingNodes: ContiguousArray<PodID> {
    var found: ContiguousArray<PodID> = []
    for waiting in podsOfAbsentNodes.values {
      for pod in waiting where !pods[pod].isRemoved { found.append(pod) }
    }
    found.sort()
    return found
  }

  /// Binds the pods that have waited for `node`, which has just come.
  mutating func bindAwaiting(_ node: NodeID, at now: SimulationTime) {
    guard !podsOfAbsentNodes.isEmpty else { return }
    let waiting = podsOfAbsentNodes.removeValue(forKey: nodes[node.row].name) ?? []
    for pod in waiting { _ = place(pod, on: node, at: now) }
  }

  /// The pod `name` of `namespace` that is still there, or nil.
  public func pod(named name: PodName, in namespace: Symbol) -> PodID? {
    podNames.find(NamespacedName(namespace, name)) {
      pods[$0].name == name && templates[pods[$0].template].namespace == namespace
    }
  }

  /// Binds `pod` to `node`: the write of the binding subresource. A pod that takes devices gets
  /// `devices` if they are free, else what the rule of placement finds.
  ///
  /// Returns false, and changes nothing, if the pod is gone, is being deleted or is already bound:
  /// the API server's conflict.
  public mutating func bind(
    _ pod: PodID, to node: NodeID, devices: DeviceSet = .none, at now: SimulationTime
  ) -> Bool {
    let isDone = place(pod, on: node, devices: devices, at: now)
    if isDone { labelByTopology(pod, of: node) }
    return isDone
  }

  /// Puts `pod` on `node`, without what the API server adds to the pod when a scheduler binds it.
  mutating func place(
    _ pod: PodID, on node: NodeID, devices: DeviceSet = .none, at now: SimulationTime
  ) -> Bool {
    let record = pods[pod]
    guard !record.isRemoved, !record.isDeleting, !record.node.isPresent else { return false }
    let taken = takeDevices(devices, of: record.template, on: node)
    pods.update(pod) {
      $0.node = node
      $0.devices = taken
      $0.scheduled = now
      $0.nominatedNode = .absent
      $0.awaitsNode = false
    }
    pods.link(pod, to: node)
    countRequests(of: pod, 1)
    note(.pod, .bound, pod.index, now)
    return true
  }

  /// Writes what the kubelet reports of `pod`. A terminal phase is final.
  public mutating func report(
    _ pod: PodID, phase: PodPhase, isReady: Bool, restarts: Int32, allRestarts: Int32 = 0,
    reason: Symbol = .empty, at now: SimulationTime
  ) {
    let record = pods[pod]
    guard !record.isRemoved, !record.phase.isTerminal else { return }
    let isUnchanged =
      record.phase == phase && record.isReady == isReady && record.restarts == restarts
      && record.reason == reason && record.allRestarts == allRestarts
    guard !isUnchanged else { return }
    if phase.isTerminal {
      charge(pod, -1, at: now)
      countRequests(of: pod, -1)
      releaseDevices(of: pod)
    }
    pods.update(pod) { pod in
      pod.phase = phase
      pod.restarts = restarts
      pod.allRestarts = allRestarts
      pod.reason = reason
      if phase == .running && !pod.started.isSet { pod.started = now }
      if phase.isTerminal { pod.finished = now }
      pod.setReady(isReady && !phase.isTerminal, at: now)
    }
    if phase.isTerminal { charge(pod, 1, at: now) }
    note(.pod, .reported, pod.index, now)
  }

  /// Writes how `pod`, which is being deleted, has ended: the last status before it leaves.
  ///
  /// Deletion cut it short, so it has no instant at which it finished by itself.
  public mutating func endDeleted(_ pod: PodID, _ phase: PodPhase, at now: SimulationTime) {
    let record = pods[pod]
    guard !record.isRemoved, record.isDeleting, !record.phase.isTerminal else { return }
    charge(pod, -1, at: now)
    countRequests(of: pod, -1)
    releaseDevices(of: pod)
    pods.update(pod) {
      $0.phase = phase
      $0.setReady(false, at: now)
    }
    charge(pod, 1, at: now)
    note(.pod, .reported, pod.index, now)
  }

  /// Sets the condition `Ready` of `pod`, as the node controller does for pods of a silent node.
  public mutating func setReady(_ pod: PodID, _ isReady: Bool, at now: SimulationTime) {
    let record = pods[pod]
    guard !record.isRemoved, record.isReady != isReady else { return }
    pods.update(pod) { $0.setReady(isReady, at: now) }
    note(.pod, .reported, pod.index, now)
  }

  /// Notes when the last image that `pod` waited for had been pulled.
  ///
  /// What a container pulls that starts again, after the pod has started, delays no start.
  public mutating func setImagePulled(_ pod: PodID, at now: SimulationTime) {
    guard !pods[pod].started.isSet else { return }
    pods.update(pod) { $0.imagePulled = now }
  }

  /// Notes that the kubelet has told that it took `pod` at `time`, if it did not tell so before.
  ///
  /// Of interest to preemption, which asks, and to an owner that could not create a pod, which any
  /// event of its pods makes try again: no other watcher is woken.
  public mutating func setStartTime(
    _ pod: PodID, _ time: SimulationTime, at now: SimulationTime
  ) {
    guard !pods[pod].startTime.isSet else { return }
    pods.update(pod) { $0.startTime = time }
    let owner = pods[pod].owner
    if owner.isPresent, workloads[owner.row].status[condition: "ReplicaFailure"] != nil {
      note(.pod, .reported, pod.index, now)
    }
  }

  /// Writes `status.nominatedNodeName`; `absent` clears it.
  public mutating func nominate(_ pod: PodID, to node: NodeID, at now: SimulationTime) {
    guard !pods[pod].isRemoved, pods[pod].nominatedNode != node else { return }
    pods.update(pod) { $0.nominatedNode = node }
    note(.pod, .reported, pod.index, now)
  }

  /// Marks `pod` for deletion with `grace`; a second request can only bring the end nearer.
  ///
  /// A pod that has no node, that has ended, or that is asked to go without grace, leaves at once.
  /// Source: `registry/core/pod/strategy.go`, `CheckGracefulDelete`, and
  /// `apiserver/pkg/registry/rest/delete.go`, `BeforeDelete`, Kubernetes 1.2 to 1.34.
  public mutating func requestDeletion(
    of pod: PodID, grace: SimulationDuration, reason: Symbol = .empty, at now: SimulationTime
  ) {
    let record = pods[pod]
    guard !record.isRemoved else { return }
    let hasNode = record.node.isPresent || record.awaitsNode
    guard hasNode, grace.microseconds > 0, !record.phase.isTerminal else {
      remove(pod, at: now)
      return
    }
    guard !record.isDeleting || grace < record.deletionGrace else { return }
    if !record.isDeleting { noteDeletion(of: pod) }
    pods.update(pod) {
      if !$0.deletionRequested.isSet { $0.deletionRequested = now }
      $0.deletionDeadline = $0.deletionRequested.addingSaturating(grace)
      if reason != .empty { $0.reason = reason }
    }
    note(.pod, .deleting, pod.index, now)
  }

  /// Sets the condition that tells that the scheduler deletes `pod` to make room for another.
  public mutating func markPreempted(_ pod: PodID, at now: SimulationTime) {
    guard !pods[pod].isRemoved, !pods[pod].isPreempted else { return }
    pods.update(pod) { $0.isPreempted = true }
    note(.pod, .reported, pod.index, now)
  }

  /// Takes `pod` out of the store: what the kubelet asks for when the last container has stopped.
  public mutating func remove(_ pod: PodID, at now: SimulationTime) {
    let record = pods[pod]
    guard !record.isRemoved else { return }
    guard !record.isTracked else { return keep(pod, at: now) }
    podEnds[pod] = nil
    charge(pod, -1, at: now)
    countRequests(of: pod, -1)
    releaseDevices(of: pod)
    if record.node.isPresent { pods.unlinkFromNode(pod) }
    pods.unlinkFromTemplate(pod)
    pods.update(pod) {
      $0.isRemoved = true
      $0.removed = now
      if !$0.deletionRequested.isSet { $0.deletionRequested = now }
    }
    podNames.remove(
      pod, NamespacedName(templates[record.template].namespace, record.name))
    note(.pod, .removed, pod.index, now)
  }

  /// Moves `pod` to another template of the same namespace: what an edit of its labels amounts to.
  public mutating func setTemplate(
    of pod: PodID, _ template: PodTemplateID, at now: SimulationTime
  ) {
    guard !pods[pod].isRemoved, pods[pod].template != template else { return }
    charge(pod, -1, at: now)
    countRequests(of: pod, -1)
    pods.move(pod, to: template)
    countRequests(of: pod, 1)
    charge(pod, 1, at: now)
    note(.pod, .specified, pod.index, now)
  }

  /// Replaces the labels of `pod`.
  public mutating func setLabels(of pod: PodID, _ labels: Labels, at now: SimulationTime) {
    var object = templates[pods[pod].template].pod
    object.metadata.labels = labels
    setTemplate(of: pod, template(for: object), at: now)
  }

  /// Gives `pod` to `owner`, or to nobody: adoption and release.
  public mutating func setOwner(of pod: PodID, _ owner: WorkloadID, at now: SimulationTime) {
    guard !pods[pod].isRemoved, pods[pod].owner != owner else { return }
    pods.update(pod) { $0.owner = owner }
    note(.pod, .specified, pod.index, now)
    let isTracked = isTracked(by: owner)
    if !isTracked {
      removeFinalizer(of: pod, at: now)
    } else if !pods[pod].isTracked {
      pods.update(pod) { $0.isTracked = true }
    }
  }
}

/// An object of that name is already there.
public struct NameTaken: Error {}

extension PodRecord {
  mutating func setReady(_ isReady: Bool, at now: SimulationTime) {
    guard self.isReady != isReady else { return }
    self.isReady = isReady
    readyTransition = now
    if isReady && !firstReady.isSet { firstReady = now }
  }
}
