import ClusterState
import KubernetesObjects
import SimulationEngine

/// From running containers to exits, restarts and the end of the pod.
extension Kubelets {
  mutating func exited(
    _ pod: PodID, _ index: UInt16, _ run: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isRun(run, of: index, of: pod) else { return }
    end(pod, index, exitCode: exitCode(of: pod, index, run: run, cluster), cluster, &context)
  }

  /// Ends a running container of `pod` with `exitCode`, as a crash does.
  public mutating func crash(
    _ pod: PodID, container index: Int, exitCode: Int32, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ContiguousArray<KubeletAction>
  ) {
    guard pod.row < workers.count, workers[pod.row].stage == .active else { return }
    let row = Int(workers[pod.row].firstContainer) + index
    guard containers[row].state == .running else { return }
    var context = KubeletContext(now: now, actions: actions)
    end(pod, UInt16(index), exitCode: exitCode, cluster, &context)
    actions = context.actions
  }

  private mutating func end(
    _ pod: PodID, _ index: UInt16, exitCode: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = Int(workers[pod.row].firstContainer) + Int(index)
    containers[row].state = .exited(code: exitCode)
    containers[row].isReady = false
    containers[row].finished = context.now
    keepDead(pod, index, cluster)
    defer { scheduleStatus(of: pod, cluster, &context) }
    guard workers[pod.row].stage == .active else { return }
    let spec = cluster.templates[cluster.pods[pod].template].pod.spec
    let isInit = Int(index) < spec.initContainers.count
    let isSidecar = isInit && spec.initContainers[Int(index)].isSidecar
    if isInit && !isSidecar && exitCode == 0 {
      workers[pod.row].starting += 1
      startNext(of: pod, cluster, &context)
    } else if restarts(exitCode, spec.restartPolicy, isInit: isInit, isSidecar: isSidecar) {
      let time = containers[row].backOff.restartTime(
        finished: context.now, initial: settings.crashLoopBackOffInitial,
        cap: settings.crashLoopBackOffMaximum)
      containers[row].restarts += 1
      let run = containers[row].restarts
      context.post(.restartDue(pod, container: index, run: run), at: time)
      if time > context.now { context.actions.append(.recordEvent(.backOff, pod, image: .empty)) }
    } else {
      stopSidecarsIfDone(pod, cluster, &context)
    }
  }

  private func restarts(
    _ exitCode: Int32, _ policy: RestartPolicy, isInit: Bool, isSidecar: Bool
  ) -> Bool {
    if isSidecar { return true }
    switch policy {
    case .always: return !isInit || exitCode != 0
    case .onFailure: return exitCode != 0
    case .never: return false
    }
  }

  /// When the last container has ended for good, sidecars have nothing left to serve.
  private mutating func stopSidecarsIfDone(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let spec = cluster.templates[cluster.pods[pod].template].pod.spec
    let rows = containerRows(of: pod, cluster)
    let mainRows = rows.dropFirst(spec.initContainers.count)
    let isDone = mainRows.allSatisfy {
      if case .exited(let code) = containers[$0].state {
        return !restarts(code, spec.restartPolicy, isInit: false, isSidecar: false)
      }
      return false
    }
    guard isDone else { return }
    for row in rows where containers[row].state == .running {
      containers[row].state = .exited(code: 0)
      containers[row].isReady = false
      containers[row].finished = context.now
    }
    workers[pod.row].stage = .stopped
  }

  mutating func restart(
    _ pod: PodID, _ index: UInt16, _ run: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard workers[pod.row].stage == .active else { return }
    let row = Int(workers[pod.row].firstContainer) + Int(index)
    guard containers[row].restarts == run, case .exited(let code) = containers[row].state else {
      return
    }
    containers[row].lastExitCode = code
    containers[row].state = .waiting
    let generation = workers[pod.row].generation
    context.post(
      .containerStarted(pod, container: index, generation: generation),
      after: settings.containerStartLatency)
  }

  /// Starts to stop every container of `pod`, within what is left of its grace period.
  mutating func terminate(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let stage = workers[pod.row].stage
    guard stage != .unknown, stage != .seen else {
      workers[pod.row].node = cluster.pods[pod].node
      workers[pod.row].generation &+= 1
      workers[pod.row].stage = .stopped
      scheduleRemoval(of: pod, cluster, &context)
      return
    }
    if stage == .stopped || stage == .lost {
      workers[pod.row].stage = .stopped
      scheduleRemoval(of: pod, cluster, &context)
      return
    }
    let deadline = max(
      cluster.pods[pod].deletionDeadline, context.now + settings.minimumGracePeriod)
    let end = min(deadline, context.now + shutdownTime(of: pod, cluster))
    guard stage != .terminating || end < workers[pod.row].stopDue else { return }
    if stage != .terminating { context.actions.append(.recordEvent(.killing, pod, image: .empty)) }
    workers[pod.row].stage = .terminating
    workers[pod.row].generation &+= 1
    workers[pod.row].stopDue = end
    context.post(.podStopped(pod, generation: workers[pod.row].generation), at: end)
  }

  mutating func stopped(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    halt(pod, exitCode: 0, cluster, at: context.now)
    scheduleRemoval(of: pod, cluster, &context)
  }

  /// Stops at once what runs of a pod that the API server no longer knows.
  mutating func kill(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    guard workers[pod.row].stage != .unknown, workers[pod.row].stage != .stopped else { return }
    halt(pod, exitCode: 137, cluster, at: context.now)
  }

  /// Ends every running container and lets no event of the pod's present life count any more.
  mutating func halt(
    _ pod: PodID, exitCode: Int32, _ cluster: borrowing ClusterState, at now: SimulationTime
  ) {
    workers[pod.row].stage = .stopped
    workers[pod.row].generation &+= 1
    guard workers[pod.row].firstContainer >= 0 else { return }
    for row in containerRows(of: pod, cluster) where containers[row].state == .running {
      containers[row].state = .exited(code: exitCode)
      containers[row].isReady = false
      containers[row].finished = now
    }
  }

  mutating func exceedDeadline(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    workers[pod.row].failure = .deadlineExceeded
    halt(pod, exitCode: 137, cluster, at: context.now)
    scheduleStatus(of: pod, cluster, &context)
  }
}
