import ClusterState
import Controllers
import SimulationEngine

extension SimulationState {
  /// Sends what the controllers asked for through their client: each write waits for the rate limit
  /// and takes the API server's time.
  mutating func performControllerActions() {
    for index in controllerActions.indices {
      let action = controllerActions[index]
      switch action {
      case .post(let event, let delay): loop.post(.controller(event), after: delay)
      case .createPods(let owner, let count):
        for _ in 0..<count { send(.creation(owner)) }
      case .setPodsNotReady, .setNodeReady, .deletePod, .forceDeletePod, .setOwner,
        .reportReplicas, .reportDisruptions, .setEndpoint, .addTaint, .removeTaint:
        send(.write(action))
      }
    }
    controllerActions.removeAll(keepingCapacity: true)
  }

  private mutating func send(_ write: SimulationEvent) {
    controllerWritesInFlight += 1
    let sent = controllerClient.take(at: now)
    loop.post(write, at: sent + configuration.controlPlane.apiServerWriteLatency)
  }

  /// Applies a controller's write when it reaches the API server.
  mutating func write(_ action: ControllerAction) {
    controllerWritesInFlight -= 1
    switch action {
    case .createPods, .post:
      preconditionFailure("these are posted as events of their own")
    case .deletePod(let pod, let cause): delete(pod, cause, grace: nil)
    case .forceDeletePod(let pod, let cause): delete(pod, cause, grace: .zero)
    case .setOwner(let pod, let owner): cluster.setOwner(of: pod, owner, at: now)
    case .reportReplicas(let id, let status):
      cluster.setStatus(of: id, status, at: now)
    case .reportDisruptions(let row, let status):
      cluster.setStatus(ofDisruptionBudget: Int(row), status, at: now)
    case .setEndpoint(let service, let pod, let isReady):
      cluster.setEndpoint(of: service, pod, isReady: isReady, at: now)
      endpoints.noteWrite(of: pod, to: service, isReady: isReady, in: cluster)
    case .setNodeReady(let node, let status, let reason):
      setReady(node, status, reason)
    case .setPodsNotReady(let node):
      cluster.pods.forEach(on: node) { pod in pendingPods.append(pod) }
      for pod in pendingPods { cluster.setReady(pod, false, at: now) }
      pendingPods.removeAll(keepingCapacity: true)
    case .addTaint(let node, let taint): setTaint(taint, on: node, isPresent: true)
    case .removeTaint(let node, let taint): setTaint(taint, on: node, isPresent: false)
    }
  }

  private mutating func setReady(
    _ node: NodeID, _ status: ConditionStatus, _ reason: NodeStatusReason
  ) {
    let word = cluster.symbols.intern(reason.rawValue)
    guard cluster.setReady(node, status, reason: word, at: now) else { return }
    recordEvent("NodeNotReady", "node-controller", node: node)
  }

  private mutating func setTaint(_ taint: NodeLifecycleTaint, on node: NodeID, isPresent: Bool) {
    let key = cluster.symbols.intern(taint.key)
    var taints = cluster.nodes[node.row].taints
    taints.removeAll { $0.key == key && $0.effect == taint.effect }
    if isPresent {
      taints.append(NodeTaint(key: key, value: .empty, effect: taint.effect, added: now))
    }
    cluster.setTaints(node, taints, at: now)
    recording.taints.append(
      TaintChange(time: now, node: node, key: key, effect: taint.effect, isPresent: isPresent))
  }

  /// Deletes a pod: with the grace given, or its own, or none.
  mutating func delete(_ pod: PodID, _ cause: DeletionCause, grace: SimulationDuration?) {
    let record = cluster.pods[pod]
    guard !record.isRemoved else { return }
    let own = cluster.templates[record.template].pod.spec.terminationGracePeriodSeconds
    let granted = grace ?? SimulationDuration.seconds(1).multipliedSaturating(by: max(0, own))
    if !record.isDeleting && record.node.isPresent {
      recording.evictions.append(
        Eviction(time: now, pod: pod, node: record.node, cause: cause, grace: granted.bounded))
    }
    cluster.requestDeletion(of: pod, grace: granted.bounded, at: now)
    noteEnd(of: pod)
  }

  /// Creates one pod of a workload.
  mutating func createReplica(of owner: WorkloadID) {
    controllerWritesInFlight -= 1
    let record = cluster.workloads[owner.row]
    guard record.isPresent else { return }
    var name: PodName
    while nameStreams.count <= owner.row { nameStreams.append(nameStream(of: nameStreams.count)) }
    repeat {
      let suffix = Int32(nameStreams[owner.row].index(below: Int(PodName.suffixCount)))
      name = PodName(base: record.podNameBase, suffix: suffix)
    } while cluster.pod(named: name, in: record.namespace) != nil
    if let refusal = quotaRefusal(of: record.template) {
      refuseCreation(by: owner, "Error creating: pods is forbidden: \(refusal)")
      return
    }
    do {
      let pod = try cluster.createPod(
        template: record.template, name: name, owner: owner, at: now)
      replication.creationSucceeded(owner)
      recordEvent(
        "SuccessfulCreate", "replication-controller", .workload, owner.index,
        isWarning: false, .created(pod))
    } catch {
      refuseCreation(by: owner, "Error creating: the name is taken")
    }
  }

  private mutating func refuseCreation(by owner: WorkloadID, _ message: String) {
    guard let pause = replication.creationFailed(owner) else { return }
    recordEvent(
      "FailedCreate", "replication-controller", .workload, owner.index, isWarning: true,
      message: message)
    loop.post(.controller(.retryDue(owner)), after: pause)
  }

  /// Why no further pod of `template` is admitted, or nil if it is.
  mutating func quotaRefusal(of template: PodTemplateID) -> QuotaRefusal? {
    guard !cluster.quotas.isEmpty else { return nil }
    if configuration.controlPlane.profile == .modern { cluster.releaseOverduePods(at: now) }
    return cluster.admit(template)
  }

  /// The stream of the five letters behind an owner's name, one a controller, so that another
  /// controller changes nobody's names.
  private func nameStream(of row: Int) -> RandomStream {
    let record = cluster.workloads[row]
    let namespace = cluster.symbols[record.namespace]
    return RandomStream(
      seed: configuration.seed,
      name: "names/\(record.kind.name)/\(namespace)/\(cluster.symbols[record.name])")
  }
}
