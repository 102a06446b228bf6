import ClusterState
import KubernetesObjects
import SimulationEngine

/// Nodes that come, go, die, come back and are cut off.
extension Kubelets {
  /// Starts the kubelet of a node that has joined, with the images that are already there; the node
  /// becomes ready `readyLatency` later.
  package mutating func start(
    _ node: NodeID, images: ContiguousArray<NodeImage>, readyLatency: SimulationDuration = .zero,
    at now: SimulationTime, actions: inout ContiguousArray<KubeletAction>
  ) {
    while nodes.count <= node.row { nodes.append(NodeAgent()) }
    for image in images {
      nodes[node.row].images.add(image.name, bytes: image.sizeBytes, detected: .zero)
    }
    var context = KubeletContext(now: now, taking: &actions)
    boot(node, readyLatency: readyLatency, &context)
    actions = context.actions
  }

  /// Starts the kubelet of a node that is there from the start of the run: it has been running
  /// before, so its rounds are in a phase of their own.
  package mutating func resume(
    _ node: NodeID, called name: String, images: ContiguousArray<NodeImage>,
    at now: SimulationTime, actions: inout ContiguousArray<KubeletAction>
  ) {
    start(node, images: images, at: now, actions: &actions)
    var stream = RandomStream(seed: seed, name: "heartbeat/\(name)")
    let status = settings.nodeStatusUpdateFrequency.atLeastOneMillisecond
    let lease = settings.nodeLeaseRenewInterval?.atLeastOneMillisecond ?? status
    nodes[node.row].leasePhase = phase(
      within: lease, from: settings.nodeLeaseRenewInterval == nil ? 0 : 19, &stream)
    nodes[node.row].started = now + phase(within: status, from: 0, &stream)
  }

  /// An instant of a period: nodes that were switched on together report within a twentieth of it.
  ///
  /// Leases fall due in the last one. A pass comes shortly after, so a node that dies at a whole
  /// period is missed after 50 s, within the 44 to 54 s that were recorded of Kubernetes 1.36.
  private func phase(
    within period: SimulationDuration, from twentieth: Int64, _ stream: inout RandomStream
  ) -> SimulationDuration {
    let width = max(1, period.microseconds / 20)
    let drawn = stream.integer(in: (twentieth * width)...((twentieth + 1) * width - 1))
    return settings.firstRound ?? .microseconds(drawn)
  }

  /// Stops the machine of `node` dead: nothing on it runs or reports any more.
  package mutating func fail(
    _ node: NodeID, at now: SimulationTime, in cluster: borrowing ClusterState
  ) {
    nodes[node.row].isUp = false
    nodes[node.row].isConnected = true
    nodes[node.row].generation &+= 1
    nodes[node.row].images.abandonPulls()
    cluster.pods.forEach(on: node) { pod in
      guard pod.row < workers.count, workers[pod.row].stage != .unknown else { return }
      let hadEnded = workers[pod.row].stage == .stopped
      halt(pod, exitCode: ExitCode.killed, cluster, at: now)
      workers[pod.row].stage = hadEnded ? .stopped : .lost
      workers[pod.row].statusDue = .unset
    }
    for pod in nodes[node.row].forgottenPods {
      halt(pod, exitCode: ExitCode.killed, cluster, at: now)
    }
    nodes[node.row].forgottenPods = []
  }

  /// Boots the machine of `node` again: it reports at once, starts its pods anew and clears away
  /// those that were deleted meanwhile.
  package mutating func recover(
    _ node: NodeID, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    nodes[node.row].isUp = true
    nodes[node.row].isReady = true
    nodes[node.row].images.forgetHistory()
    var context = KubeletContext(now: now, taking: &actions)
    context.actions.append(.booted(node))
    boot(node, &context)
    cluster.pods.forEach(on: node) { pod in
      growWorkers(to: pod)
      if workers[pod.row].stage == .lost { restartAfterBoot(pod, cluster) }
      see(pod, cluster, &context)
      reportAgain(pod, &context)
    }
    actions = context.actions
  }

  /// Cuts the kubelet of `node` off from the API server: its pods run on unseen.
  package mutating func partition(_ node: NodeID) { nodes[node.row].isConnected = false }

  /// Ends the partition of `node`: the kubelet learns what became of its pods' objects and reports
  /// what has become of its pods; its status and lease follow in their rhythm.
  package mutating func heal(
    _ node: NodeID, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    guard nodes[node.row].isUp, !nodes[node.row].isConnected else { return }
    nodes[node.row].isConnected = true
    var context = KubeletContext(now: now, taking: &actions)
    scheduleReport(on: node, &context)
    for pod in nodes[node.row].forgottenPods {
      kill(pod, cluster, &context)
      unmountDisks(of: pod, cluster, &context)
    }
    nodes[node.row].forgottenPods = []
    cluster.pods.forEach(on: node) { pod in
      growWorkers(to: pod)
      see(pod, cluster, &context)
      reportAgain(pod, &context)
      if workers[pod.row].stage == .stopped { unmountDisks(of: pod, cluster, &context) }
    }
    actions = context.actions
  }

  /// Writes the status of a pod that may have changed while nobody could be told.
  private mutating func reportAgain(_ pod: PodID, _ context: inout KubeletContext) {
    switch workers[pod.row].stage {
    case .unknown, .seen, .lost: break
    case .sandbox, .active, .terminating, .stopped:
      scheduleStatus(of: pod, noticed: context.now, &context)
    }
  }

  /// Lets a pod begin anew whose containers have all died with the machine, unless its restart
  /// policy says that it has ended with them, or it was deleted meanwhile.
  ///
  /// Init containers run again with the new sandbox. Source: `computePodActions`,
  /// `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, Kubernetes 1.20.
  private mutating func restartAfterBoot(_ pod: PodID, _ cluster: borrowing ClusterState) {
    let template = cluster.templates[cluster.pods[pod].template]
    let rows = workers[pod.row].containerRows
    let hasEnded =
      template.restartPolicy == .never
      ? rows.contains { containers[$0].isCreated }
      : !rows.isEmpty && isDone(pod, template)
    workers[pod.row].stage = hasEnded ? .stopped : .unknown
    if cluster.pods[pod].isDeleting { return }
    for row in rows {
      if hasEnded {
        guard !containers[row].isCreated else { continue }
        containers[row].state = .exited(code: ExitCode.killed)
      } else if case .exited(let code) = containers[row].state {
        containers[row].backOff = RestartBackOff()
        let traits = template.containers[row - rows.lowerBound]
        if traits.isInit || isRestarted(traits, after: code, template.restartPolicy) {
          prepareRestart(row)
        }
      }
    }
  }
}
