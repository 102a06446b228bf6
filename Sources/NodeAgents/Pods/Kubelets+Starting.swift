import ClusterState
import KubernetesObjects
import SimulationEngine

/// From the binding to running containers.
extension Kubelets {
  /// The kubelet's watch has delivered a change of `pod`.
  mutating func see(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let record = cluster.pods[pod]
    guard record.node.isPresent else { return }
    growWorkers(to: pod)
    guard isUp(record.node) else {
      if record.isRemoved { kill(pod, cluster, &context) }
      return
    }
    guard nodes[record.node.row].isConnected else {
      if record.isRemoved { nodes[record.node.row].forgottenPods.append(pod) }
      return
    }
    resolveBehavior(of: pod, cluster)
    if record.isRemoved {
      kill(pod, cluster, &context)
    } else if record.isDeleting {
      terminate(pod, cluster, &context)
    } else if workers[pod.row].stage == .unknown, !record.phase.isTerminal {
      workers[pod.row].stage = .seen
      workers[pod.row].node = record.node
      let generation = workers[pod.row].generation
      let latency = min(settings.syncLatency, scriptedStart(of: pod, cluster) ?? .longest)
      context.post(.syncDue(pod, generation: generation), after: latency)
    } else if workers[pod.row].stage == .active, workers[pod.row].template != record.template {
      replaceContainers(of: pod, cluster, &context)
    }
  }

  mutating func growWorkers(to pod: PodID) {
    while workers.count <= pod.row { workers.append(PodWorker()) }
  }

  /// Checks once more whether the pod can run here, and makes its sandbox.
  mutating func admit(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    if let rejection = rejection(of: pod, in: cluster) {
      workers[pod.row].failure = rejection.failure
      workers[pod.row].stage = .stopped
      context.actions.append(.reject(pod, rejection))
      scheduleStatus(of: pod, noticed: context.now, &context)
      return
    }
    let template = cluster.templates[cluster.pods[pod].template]
    workers[pod.row].template = template.id
    if workers[pod.row].firstContainer < 0 { addContainers(to: pod, template) }
    workers[pod.row].stage = .sandbox
    if !workers[pod.row].startTime.isSet { workers[pod.row].startTime = context.now }
    acknowledge(pod, &context)
    mountVolumes(of: pod, cluster, &context)
    let generation = workers[pod.row].generation
    if let limit = template.pod.spec.activeDeadlineSeconds {
      let limit = SimulationDuration.seconds(1).multipliedSaturating(by: limit).bounded
      context.post(
        .deadlineExceeded(pod, generation: generation), at: workers[pod.row].startTime + limit)
    }
  }

  /// Tells that the kubelet has taken `pod`, if that was not told before and can be told now.
  private mutating func acknowledge(_ pod: PodID, _ context: inout KubeletContext) {
    guard nodes[workers[pod.row].node.row].isConnected else { return }
    workers[pod.row].setNetwork(false, at: context.now)
    guard !workers[pod.row].isReported else { return }
    _ = tellContainers(of: pod, at: context.now)
    context.actions.append(.acknowledge(pod, workers[pod.row].startTime))
  }

  mutating func beginContainers(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    workers[pod.row].stage = .active
    workers[pod.row].starting = 0
    for row in workers[pod.row].containerRows where containers[row].state == .unreported {
      containers[row].state = .waiting
    }
    if sandboxReport == .atOnce, nodes[workers[pod.row].node.row].isConnected {
      workers[pod.row].setNetwork(true, at: context.now)
      context.actions.append(.sandboxTold(pod))
    }
    startNext(of: pod, cluster, &context)
  }

  /// Starts the container whose turn it is; one that has ended for good before its node died is
  /// passed over.
  mutating func startNext(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    while workers[pod.row].starting < workers[pod.row].containerCount {
      let index = workers[pod.row].starting
      if containers[workers[pod.row].row(index)].isAwaited {
        start(index, of: pod, cluster, &context)
        return
      }
      workers[pod.row].starting += 1
    }
  }

  /// Starts container `index` once its image is there.
  mutating func start(
    _ index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    if isPullFailing(of: index, of: pod, cluster) {
      beginFailingPull(of: index, of: pod, cluster, &context)
      return
    }
    guard isScripted(pod) || obtainImage(of: index, of: pod, cluster, &context) else { return }
    postStart(of: index, of: pod, cluster, &context)
  }

  /// Makes the sandbox of a pod whose volumes are mounted.
  func startSandbox(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let start = scriptedStart(of: pod, cluster)
    let latency = start.map { max(.zero, $0 - settings.syncLatency) } ?? settings.sandboxLatency
    let mounting =
      hasMounts(pod, cluster) ? settings.volumeMountLatency : .zero
    context.post(
      .sandboxStarted(pod, generation: workers[pod.row].generation), after: mounting + latency)
  }

  /// Creates container `index`, whose image is there, unless its environment lacks an object.
  mutating func postStart(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard hasEnvironment(of: index, of: pod, cluster, &context) else { return }
    context.post(
      .containerStarted(pod, container: index, generation: workers[pod.row].generation),
      after: isScripted(pod) ? .zero : settings.containerStartLatency)
  }

  mutating func started(
    _ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    guard containers[row].isAwaited else { return }
    willChange(row, of: pod, noticed: noticedOwnDeed(pod, context.now), at: context.now)
    containers[row].countRestart()
    let life = plan(pod, index, cluster, now: context.now)
    run(pod, index, life, &context)
    guard index == workers[pod.row].starting else { return }
    let traits = cluster.templates[cluster.pods[pod].template].containers[Int(index)]
    if traits.isSidecar && life.started != context.now {
      guard let started = life.started else { return }
      let run = containers[row].restarts
      context.post(.sidecarStarted(pod, container: index, run: run), at: started)
    } else if traits.isSidecar || !traits.isInit {
      workers[pod.row].starting += 1
      startNext(of: pod, cluster, &context)
    }
  }

  /// Turns to the container after a sidecar that has passed its startup probe.
  mutating func sidecarStarted(
    _ pod: PodID, _ index: UInt16, _ run: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard workers[pod.row].stage == .active, isRun(run, of: index, of: pod),
      index == workers[pod.row].starting
    else { return }
    workers[pod.row].starting += 1
    startNext(of: pod, cluster, &context)
  }

  /// Sets container `index` running and posts what becomes of it.
  private mutating func run(
    _ pod: PodID, _ index: UInt16, _ life: Life, _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    containers[row].state = .running
    containers[row].waitReason = nil
    containers[row].isBackedOff = false
    containers[row].started = context.now
    containers[row].plannedExitCode = life.exitCode
    containers[row].isReady = false
    let run = containers[row].restarts
    if let ready = workers[pod.row].isHeldReady ? context.now : life.ready {
      if ready <= context.now {
        containers[row].isReady = true
      } else {
        context.post(.containerReady(pod, container: index, run: run), at: ready)
      }
    }
    if let end = life.end {
      context.post(.containerExited(pod, container: index, run: run), at: end)
    }
    watchStorage(of: pod, &context)
    context.record(.created, pod, index)
    context.record(.started, pod, index)
    scheduleStatus(of: pod, noticed: containers[row].noticed, &context)
  }

  mutating func becameReady(
    _ pod: PodID, _ index: UInt16, _ run: Int32, _ context: inout KubeletContext
  ) {
    guard isRun(run, of: index, of: pod) else { return }
    containers[workers[pod.row].row(index)].isReady = true
    scheduleStatus(of: pod, noticed: context.now, &context)
  }

  /// Whether container `index` is in its run number `run`, on a node that is up.
  func isRun(_ run: Int32, of index: UInt16, of pod: PodID) -> Bool {
    let worker = workers[pod.row]
    guard worker.stage == .active || worker.stage == .terminating else { return false }
    let container = containers[worker.row(index)]
    return container.restarts == run && container.state == .running
  }
}
