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
    guard record.node.isPresent, isUp(record.node) else { return }
    while workers.count <= pod.row { workers.append(PodWorker()) }
    guard nodes[record.node.row].isConnected else {
      if record.isRemoved { nodes[record.node.row].forgottenPods.append(pod) }
      return
    }
    if record.isRemoved {
      kill(pod, cluster, &context)
    } else if record.isDeleting {
      terminate(pod, cluster, &context)
    } else if workers[pod.row].stage == .unknown, !record.phase.isTerminal {
      workers[pod.row].stage = .seen
      workers[pod.row].node = record.node
      let generation = workers[pod.row].generation
      context.post(.syncDue(pod, generation: generation), after: settings.syncLatency)
    }
  }

  /// Checks once more whether the pod can run here, and makes its sandbox.
  mutating func admit(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    if let failure = AdmissionCheck.failure(of: pod, in: cluster, maxPods: settings.maxPods) {
      workers[pod.row].failure = failure
      workers[pod.row].stage = .stopped
      context.actions.append(.recordEvent(.failed, pod, image: .empty))
      scheduleStatus(of: pod, cluster, &context)
      return
    }
    let spec = cluster.templates[cluster.pods[pod].template].pod.spec
    if workers[pod.row].firstContainer < 0 {
      workers[pod.row].firstContainer = Int32(containers.count)
      for _ in 0..<(spec.initContainers.count + spec.containers.count) {
        containers.append(ContainerRecord())
      }
    }
    workers[pod.row].stage = .sandbox
    let generation = workers[pod.row].generation
    context.post(.sandboxStarted(pod, generation: generation), after: settings.sandboxLatency)
    if let limit = spec.activeDeadlineSeconds {
      context.post(
        .deadlineExceeded(pod, generation: generation),
        after: SimulationDuration.seconds(1).multipliedSaturating(by: limit).bounded)
    }
  }

  mutating func beginContainers(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    workers[pod.row].stage = .active
    workers[pod.row].starting = 0
    for row in containerRows(of: pod, cluster) where containers[row].state == .unreported {
      containers[row].state = .waiting
    }
    startNext(of: pod, cluster, &context)
  }

  /// Starts the container whose turn it is, once its image is there.
  mutating func startNext(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let index = workers[pod.row].starting
    guard Int(index) < containerRows(of: pod, cluster).count else { return }
    guard obtainImage(of: index, of: pod, cluster, &context) else { return }
    let generation = workers[pod.row].generation
    context.post(
      .containerStarted(pod, container: index, generation: generation),
      after: settings.containerStartLatency)
  }

  mutating func started(
    _ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    run(pod, index, cluster, &context)
    guard index == workers[pod.row].starting else { return }
    let template = cluster.templates[cluster.pods[pod].template]
    let isInit = Int(index) < template.pod.spec.initContainers.count
    if isInit && !template.pod.spec.initContainers[Int(index)].isSidecar { return }
    workers[pod.row].starting += 1
    startNext(of: pod, cluster, &context)
  }

  /// Sets container `index` running and posts what becomes of it.
  mutating func run(
    _ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = Int(workers[pod.row].firstContainer) + Int(index)
    containers[row].state = .running
    containers[row].started = context.now
    containers[row].isReady = false
    let run = containers[row].restarts
    let life = plan(pod, index, cluster, now: context.now)
    if let ready = life.ready {
      if ready <= context.now {
        containers[row].isReady = true
      } else {
        context.post(.containerReady(pod, container: index, run: run), at: ready)
      }
    }
    if let end = life.end {
      context.post(.containerExited(pod, container: index, run: run), at: end)
    }
    context.actions.append(.recordEvent(.started, pod, image: .empty))
    scheduleStatus(of: pod, cluster, &context)
  }

  mutating func becameReady(
    _ pod: PodID, _ index: UInt16, _ run: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isRun(run, of: index, of: pod) else { return }
    containers[Int(workers[pod.row].firstContainer) + Int(index)].isReady = true
    scheduleStatus(of: pod, cluster, &context)
  }

  /// Whether container `index` is in its run number `run`, on a node that is up.
  func isRun(_ run: Int32, of index: UInt16, of pod: PodID) -> Bool {
    let worker = workers[pod.row]
    guard worker.stage == .active || worker.stage == .terminating else { return false }
    let container = containers[Int(worker.firstContainer) + Int(index)]
    return container.restarts == run && container.state == .running
  }

  /// The rows of the pod's containers, init containers first.
  func containerRows(of pod: PodID, _ cluster: borrowing ClusterState) -> Range<Int> {
    let spec = cluster.templates[cluster.pods[pod].template].pod.spec
    let first = Int(workers[pod.row].firstContainer)
    return first..<(first + spec.initContainers.count + spec.containers.count)
  }
}
