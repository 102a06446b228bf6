import ClusterState
import KubernetesObjects
import SimulationEngine

/// From running containers to exits and restarts.
extension Kubelets {
  mutating func exited(
    _ pod: PodID, _ index: UInt16, _ run: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isRun(run, of: index, of: pod), !isStopping(index, of: pod, cluster, context.now)
    else { return }
    let code = containers[workers[pod.row].row(index)].plannedExitCode
    end(pod, index, exitCode: code, cluster, &context)
  }

  /// Whether container `index` has had its signal: from then on it does no more work whose end
  /// could come first, and how it stops is its behavior's word.
  private func isStopping(
    _ index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState, _ now: SimulationTime
  ) -> Bool {
    guard workers[pod.row].stage == .terminating else { return false }
    let traits = cluster.templates[cluster.pods[pod].template].containers[Int(index)]
    return !traits.isSidecar && now >= workers[pod.row].stopBegun.addingSaturating(traits.preStop)
  }

  /// Ends a running container of `pod` with `exitCode`, as a crash does.
  package mutating func crash(
    _ pod: PodID, container index: Int, exitCode: Int32, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ContiguousArray<KubeletAction>
  ) {
    guard pod.row < workers.count, workers[pod.row].stage == .active,
      index < workers[pod.row].containerRows.count,
      containers[workers[pod.row].row(UInt16(index))].state == .running
    else { return }
    var context = KubeletContext(now: now, taking: &actions)
    end(pod, UInt16(index), exitCode: exitCode, cluster, &context)
    actions = context.actions
  }

  /// Notes the end of a container; the kubelet acts on it after the runtime's next relist.
  private mutating func end(
    _ pod: PodID, _ index: UInt16, exitCode: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let template = cluster.templates[cluster.pods[pod].template]
    let row = workers[pod.row].row(index)
    let noticed = noticed(pod, context.now)
    // A kubelet that replaces a container looks at it again when the next one runs.
    let isHeld = containers[row].isReplaced && workers[pod.row].stage == .active
    willChange(row, of: pod, noticed: isHeld ? .latest : noticed, at: context.now)
    stopContainer(row, of: pod, exitCode: exitCode, template, at: context.now)
    scheduleStatus(of: pod, noticed: noticed, &context)
    guard workers[pod.row].stage == .active else { return }
    let traits = template.containers[Int(index)]
    if traits.isInit && !traits.isSidecar && exitCode == 0 {
      let generation = workers[pod.row].generation
      context.post(.nextContainerDue(pod, generation: generation), at: noticed)
    } else if containers[row].isReplaced {
      // Another image has no history, and so no pause.
      containers[row].isReplaced = false
      containers[row].backOff = RestartBackOff()
      let run = containers[row].restarts
      context.post(.restartDue(pod, container: index, run: run), at: noticed)
    } else if isRestarted(traits, after: exitCode, template.restartPolicy) {
      let time = containers[row].backOff.restartTime(
        finished: context.now,
        noticed: earliestRestart(of: pod, index, end: context.now, cluster),
        initial: settings.crashLoopBackOffInitial,
        cap: settings.crashLoopBackOffMaximum)
      let run = containers[row].restarts
      context.post(.restartDue(pod, container: index, run: run), at: time)
      containers[row].isBackedOff = containers[row].backOff.pauses(context.now, until: noticed)
      if containers[row].isBackedOff { context.record(.backOff, pod, index) }
    } else if traits.isInit || isDone(pod, template) {
      halt(pod, exitCode: 0, cluster, at: context.now)
      unmountDisks(of: pod, cluster, &context)
    }
  }

  /// Whether a container of that kind is started again after an exit with `code`.
  func isRestarted(
    _ traits: ContainerTraits, after code: Int32, _ policy: RestartPolicy
  ) -> Bool {
    if traits.isSidecar { return true }
    // An init container that has done its work is not run again.
    if let own = traits.ownRestarts {
      return (!traits.isInit || code != 0) && own.areDue(after: code)
    }
    switch policy {
    case .always: return !traits.isInit || code != 0
    case .onFailure: return code != 0
    case .never: return false
    }
  }

  /// Whether every container but init containers and sidecars has ended for good: sidecars have
  /// nothing left to serve.
  func isDone(_ pod: PodID, _ template: PodTemplate) -> Bool {
    let worker = workers[pod.row]
    return template.containers.indices.dropFirst(template.initContainerCount).allSatisfy {
      guard $0 < worker.containerCount,
        case .exited(let code) = containers[worker.row(UInt16($0))].state
      else { return false }
      return !isRestarted(template.containers[$0], after: code, template.restartPolicy)
    }
  }

  mutating func restart(
    _ pod: PodID, _ index: UInt16, _ run: Int32, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard workers[pod.row].stage == .active else { return }
    let row = workers[pod.row].row(index)
    guard containers[row].restarts == run, case .exited = containers[row].state,
      !containers[row].isRestarting
    else { return }
    prepareRestart(row)
    start(index, of: pod, cluster, &context)
  }

  /// Lets an ended container wait for its next run.
  mutating func prepareRestart(_ row: Int) {
    if case .exited = containers[row].state { containers[row].isRestarting = true }
  }

  /// Ends the run of the container at `row`, which is kept as a dead one.
  mutating func stopContainer(
    _ row: Int, of pod: PodID, exitCode: Int32, _ template: PodTemplate, at now: SimulationTime
  ) {
    containers[row].state = .exited(code: exitCode)
    containers[row].isReady = false
    containers[row].finished = now
    let index = UInt16(row - Int(workers[pod.row].firstContainer))
    nodes[workers[pod.row].node.row].deadContainers.append(
      DeadContainer(
        pod: pod, container: index, image: template.containers[Int(index)].image,
        created: containers[row].started))
  }
}
