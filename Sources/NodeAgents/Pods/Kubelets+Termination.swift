import ClusterState
import KubernetesObjects
import SimulationEngine

/// The end of a pod: deletion, deadline, kill.
extension Kubelets {
  /// Starts to stop every container of `pod`, or to stop them sooner.
  ///
  /// The whole grace counts from the moment at which the kubelet begins, however long it was cut
  /// off. Source: `calculateEffectiveGracePeriod` of `pkg/kubelet/pod_workers.go`, 1.22 to 1.34.
  mutating func terminate(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let before = workers[pod.row]
    switch before.stage {
    case .unknown, .seen, .stopped, .lost:
      workers[pod.row].node = cluster.pods[pod].node
      workers[pod.row].generation &+= 1
      workers[pod.row].stage = .stopped
      scheduleRemoval(of: pod, &context)
      return
    case .sandbox, .active, .terminating: break
    }
    let isFirst = before.stage != .terminating
    if isFirst { workers[pod.row].stopBegun = context.now }
    workers[pod.row].graceBegun = context.now
    let end = stopTime(of: pod, cluster)
    guard isFirst || end < before.stopDue else {
      workers[pod.row].graceBegun = before.graceBegun
      return
    }
    if isFirst { recordKilling(of: pod, &context) }
    workers[pod.row].stage = .terminating
    workers[pod.row].generation &+= 1
    workers[pod.row].stopDue = end
    context.post(.podStopped(pod, generation: workers[pod.row].generation), at: end)
  }

  /// Tells of each container that runs that it is being stopped.
  func recordKilling(of pod: PodID, _ context: inout KubeletContext) {
    for index in 0..<workers[pod.row].containerCount
    where containers[workers[pod.row].row(index)].state == .running {
      context.record(.killing, pod, index)
    }
  }

  /// When the last container will have stopped; at once if none runs.
  private func stopTime(of pod: PodID, _ cluster: borrowing ClusterState) -> SimulationTime {
    let template = cluster.templates[cluster.pods[pod].template]
    var longest = SimulationDuration.zero
    for turn in 0..<2 * Int(workers[pod.row].containerCount) {
      guard let index = containerToStop(turn, of: pod, template) else { continue }
      let stop = containerStop(of: index, of: pod, template, cluster, after: longest)
      longest = max(longest, stop.duration)
    }
    return workers[pod.row].graceBegun.addingSaturating(longest)
  }

  mutating func stopped(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let template = cluster.templates[cluster.pods[pod].template]
    let worker = workers[pod.row]
    var longest = SimulationDuration.zero
    for turn in 0..<2 * Int(worker.containerCount) {
      guard let index = containerToStop(turn, of: pod, template) else { continue }
      let stop = containerStop(of: index, of: pod, template, cluster, after: longest)
      longest = max(longest, stop.duration)
      willChange(worker.row(index), of: pod, noticed: context.now, at: context.now)
      let own = containerBehavior(pod, index, template).stopExitCode ?? 0
      stopContainer(
        worker.row(index), of: pod, exitCode: stop.isKilled ? ExitCode.killed : own, template,
        at: context.now)
    }
    halt(pod, exitCode: 0, cluster, at: context.now)
    unmountDisks(of: pod, cluster, &context)
    scheduleRemoval(of: pod, &context)
  }

  /// The running container of `pod` whose stop is worked out in this turn, of two for each: first
  /// those that stop at once, then the sidecars, the last one first.
  private func containerToStop(
    _ turn: Int, of pod: PodID, _ template: PodTemplate
  ) -> UInt16? {
    let count = Int(workers[pod.row].containerCount)
    let index = count - 1 - turn % count
    let isSidecarsTurn = turn >= count
    guard template.containers[index].isSidecar == isSidecarsTurn,
      containers[workers[pod.row].row(UInt16(index))].state == .running
    else { return nil }
    return UInt16(index)
  }

  /// How container `index` of `pod` stops; a sidecar's signal comes when the others have stopped,
  /// `last` after the grace began.
  private func containerStop(
    of index: UInt16, of pod: PodID, _ template: PodTemplate, _ cluster: borrowing ClusterState,
    after last: SimulationDuration
  ) -> ContainerStop {
    let traits = template.containers[Int(index)]
    return ContainerStop(
      hook: traits.preStop, shutdown: shutdownTime(of: pod, index, template, cluster),
      grace: cluster.pods[pod].deletionGrace, minimum: settings.minimumGracePeriod,
      elapsed: workers[pod.row].graceBegun - workers[pod.row].stopBegun,
      turn: traits.isSidecar ? last : .zero)
  }

  /// Stops at once what runs of a pod that the API server no longer knows.
  mutating func kill(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    guard workers[pod.row].stage != .unknown, workers[pod.row].stage != .stopped else { return }
    halt(pod, exitCode: ExitCode.killed, cluster, at: context.now)
    unmountDisks(of: pod, cluster, &context)
  }

  /// Ends every running container and lets no event of the pod's present life count any more.
  mutating func halt(
    _ pod: PodID, exitCode: Int32, _ cluster: borrowing ClusterState, at now: SimulationTime
  ) {
    workers[pod.row].stage = .stopped
    workers[pod.row].generation &+= 1
    workers[pod.row].storageDue = .unset
    let template = cluster.templates[cluster.pods[pod].template]
    for row in workers[pod.row].containerRows {
      willChange(row, of: pod, noticed: min(now, containers[row].noticed), at: now)
      guard containers[row].state == .running else { continue }
      stopContainer(row, of: pod, exitCode: exitCode, template, at: now)
    }
  }

  mutating func exceedDeadline(
    of pod: PodID, _ generation: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let worker = workers[pod.row]
    guard worker.generation == generation, worker.stage == .active || worker.stage == .sandbox
    else { return }
    workers[pod.row].failure = .deadlineExceeded
    halt(pod, exitCode: ExitCode.killed, cluster, at: context.now)
    unmountDisks(of: pod, cluster, &context)
    scheduleStatus(of: pod, noticed: context.now, &context)
  }
}
