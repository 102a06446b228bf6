import ClusterState
import KubernetesObjects
import SimulationEngine

/// The end of a pod: deletion, deadline, kill.
extension Kubelets {
  /// Starts to stop every container of `pod`, within what is left of its grace period.
  mutating func terminate(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let stage = workers[pod.row].stage
    switch stage {
    case .unknown, .seen, .stopped, .lost:
      workers[pod.row].node = cluster.pods[pod].node
      workers[pod.row].generation &+= 1
      workers[pod.row].stage = .stopped
      scheduleRemoval(of: pod, &context)
      return
    case .sandbox, .active, .terminating: break
    }
    let end = stopTime(of: pod, cluster, now: context.now)
    guard stage != .terminating || end < workers[pod.row].stopDue else { return }
    if stage != .terminating {
      workers[pod.row].stopBegun = context.now
      context.actions.append(.recordEvent(.killing, pod, image: .empty))
    }
    workers[pod.row].stage = .terminating
    workers[pod.row].generation &+= 1
    workers[pod.row].stopDue = end
    context.post(.podStopped(pod, generation: workers[pod.row].generation), at: end)
  }

  /// When the last container will have stopped; at once if none runs.
  private func stopTime(
    of pod: PodID, _ cluster: borrowing ClusterState, now: SimulationTime
  ) -> SimulationTime {
    let isRunning = workers[pod.row].containerRows.contains { containers[$0].state == .running }
    guard isRunning else { return now }
    let deadline = max(cluster.pods[pod].deletionDeadline, now + settings.minimumGracePeriod)
    return min(deadline, now + shutdownTime(of: pod, cluster))
  }

  mutating func stopped(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let template = cluster.templates[cluster.pods[pod].template]
    let worker = workers[pod.row]
    for index in 0..<worker.containerCount
    where containers[worker.row(index)].state == .running {
      let code = stopExitCode(of: pod, index, template, cluster, at: context.now)
      stopContainer(worker.row(index), of: pod, exitCode: code, template, at: context.now)
    }
    halt(pod, exitCode: 0, cluster, at: context.now)
    scheduleRemoval(of: pod, &context)
  }

  /// The exit code of a running container of a pod that has been told to stop and is stopped at
  /// `end`: its own, if it stopped in time.
  private func stopExitCode(
    of pod: PodID, _ index: UInt16, _ template: PodTemplate, _ cluster: borrowing ClusterState,
    at end: SimulationTime
  ) -> Int32 {
    let natural = workers[pod.row].stopBegun
      .addingSaturating(shutdownTime(of: pod, index, cluster))
    if natural > end { return ExitCode.killed }
    return containerBehavior(pod, index, template).stopExitCode ?? 0
  }

  /// Stops at once what runs of a pod that the API server no longer knows.
  mutating func kill(
    _ pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    guard workers[pod.row].stage != .unknown, workers[pod.row].stage != .stopped else { return }
    halt(pod, exitCode: ExitCode.killed, cluster, at: context.now)
  }

  /// Ends every running container and lets no event of the pod's present life count any more.
  mutating func halt(
    _ pod: PodID, exitCode: Int32, _ cluster: borrowing ClusterState, at now: SimulationTime
  ) {
    workers[pod.row].stage = .stopped
    workers[pod.row].generation &+= 1
    let template = cluster.templates[cluster.pods[pod].template]
    for row in workers[pod.row].containerRows where containers[row].state == .running {
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
    scheduleStatus(of: pod, noticed: context.now, &context)
  }
}
