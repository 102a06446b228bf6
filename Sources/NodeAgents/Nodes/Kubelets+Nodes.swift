import ClusterState
import SimulationEngine

/// Nodes that come, go, die, come back and are cut off.
extension Kubelets {
  /// Starts the kubelet of a node that has joined, with the images that are already there.
  public mutating func start(
    _ node: NodeID, images: ContiguousArray<NodeImage>, at now: SimulationTime,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    while nodes.count <= node.row { nodes.append(NodeAgent()) }
    for image in images {
      nodes[node.row].images.add(image.name, bytes: image.sizeBytes, detected: .zero)
    }
    begin(node, &actions)
  }

  /// Stops the machine of `node` dead: nothing on it runs or reports any more.
  public mutating func fail(
    _ node: NodeID, at now: SimulationTime, in cluster: borrowing ClusterState
  ) {
    nodes[node.row].isUp = false
    nodes[node.row].isConnected = true
    nodes[node.row].generation &+= 1
    nodes[node.row].images.abandonPulls()
    cluster.pods.forEach(on: node) { pod in
      guard pod.row < workers.count, workers[pod.row].stage != .unknown else { return }
      let hadEnded = workers[pod.row].stage == .stopped
      halt(pod, exitCode: 137, cluster, at: now)
      workers[pod.row].stage = hadEnded ? .stopped : .lost
      workers[pod.row].isPulling = false
    }
    nodes[node.row].forgottenPods = []
  }

  /// Boots the machine of `node` again: it reports at once, starts its pods anew and clears away
  /// those that were deleted meanwhile.
  public mutating func recover(
    _ node: NodeID, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    nodes[node.row].isUp = true
    begin(node, &actions)
    var context = KubeletContext(now: now, actions: actions)
    cluster.pods.forEach(on: node) { pod in
      while workers.count <= pod.row { workers.append(PodWorker()) }
      restartAfterBoot(pod, cluster)
      see(pod, cluster, &context)
    }
    actions = context.actions
  }

  /// Cuts the kubelet of `node` off from the API server: its pods run on unseen.
  public mutating func partition(_ node: NodeID) { nodes[node.row].isConnected = false }

  /// Ends the partition of `node`: the kubelet reports what has become of its pods, and learns what
  /// became of their objects.
  public mutating func heal(
    _ node: NodeID, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    guard nodes[node.row].isUp, !nodes[node.row].isConnected else { return }
    nodes[node.row].isConnected = true
    begin(node, &actions)
    var context = KubeletContext(now: now, actions: actions)
    for pod in nodes[node.row].forgottenPods { kill(pod, cluster, &context) }
    nodes[node.row].forgottenPods = []
    cluster.pods.forEach(on: node) { pod in
      while workers.count <= pod.row { workers.append(PodWorker()) }
      see(pod, cluster, &context)
      if workers[pod.row].firstContainer >= 0 { scheduleStatus(of: pod, cluster, &context) }
    }
    actions = context.actions
  }

  private mutating func restartAfterBoot(_ pod: PodID, _ cluster: borrowing ClusterState) {
    guard workers[pod.row].stage == .lost else { return }
    workers[pod.row].stage = .unknown
    workers[pod.row].isStatusDue = false
    guard workers[pod.row].firstContainer >= 0 else { return }
    for row in containerRows(of: pod, cluster) {
      guard case .exited(let code) = containers[row].state else { continue }
      containers[row].lastExitCode = code
      containers[row].state = .waiting
      containers[row].restarts += 1
    }
  }

  private mutating func begin(_ node: NodeID, _ actions: inout ContiguousArray<KubeletAction>) {
    nodes[node.row].generation &+= 1
    nodes[node.row].lastReport = .unset
    let generation = nodes[node.row].generation
    actions.append(.post(.heartbeatDue(node, generation: generation), after: .zero))
    if settings.nodeLeaseRenewInterval != nil {
      actions.append(.post(.leaseDue(node, generation: generation), after: .zero))
    }
    actions.append(
      .post(
        .containerGarbageCollectionDue(node, generation: generation),
        after: settings.containerGarbageCollection.period))
    actions.append(
      .post(
        .imageGarbageCollectionDue(node, generation: generation),
        after: settings.images.garbageCollectionPeriod))
  }

  mutating func heartbeat(_ node: NodeID, _ generation: UInt16, _ context: inout KubeletContext) {
    guard isUp(node), nodes[node.row].generation == generation else { return }
    context.post(
      .heartbeatDue(node, generation: generation), after: settings.nodeStatusUpdateFrequency)
    guard nodes[node.row].isConnected else { return }
    let last = nodes[node.row].lastReport
    if let frequency = settings.nodeStatusReportFrequency, last.isSet,
      context.now - last < frequency
    {
      return
    }
    nodes[node.row].lastReport = context.now
    context.actions.append(.heartbeat(node))
  }

  mutating func renewLease(_ node: NodeID, _ generation: UInt16, _ context: inout KubeletContext) {
    guard let interval = settings.nodeLeaseRenewInterval, isUp(node),
      nodes[node.row].generation == generation
    else { return }
    context.post(.leaseDue(node, generation: generation), after: interval)
    if nodes[node.row].isConnected { context.actions.append(.leaseRenewal(node)) }
  }
}
