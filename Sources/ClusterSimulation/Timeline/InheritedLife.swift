import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// What the status of a pod says of its life so far.
struct InheritedLife {
  /// What the API server knows of it.
  let pod: InheritedPod
  /// What its kubelet knows of its containers, init containers first.
  let containers: [InheritedContainer]

  /// The life of `pod`, a kubelet's; `time` tells instants before the run.
  ///
  /// What a status leaves out, as those that people write do, is what a pod in its phase mostly
  /// has: containers that run and are ready, since the pod's start.
  init(of pod: Pod, _ time: (Timestamp) -> SimulationTime) {
    let status = pod.status
    let isRunning = status.phase != .pending
    let start = status.startTime.map(time) ?? pod.metadata.creationTimestamp.map(time) ?? .eve
    let isReady = isRunning && (status.conditions["Ready"].map { $0.status == .true } ?? true)
    let isInitialized = isRunning || status.conditions["Initialized"]?.status == .true
    containers =
      pod.spec.initContainers.map { container in
        let state: InheritedContainer.State =
          !isInitialized
          ? .awaited : container.isSidecar ? .running(since: start) : .exited(code: 0)
        return InheritedContainer(
          status.initContainerStatuses.first { $0.name == container.name },
          else: InheritedContainer(state, isReady: isReady), container, in: pod, start, time)
      }
      + pod.spec.containers.map { container in
        InheritedContainer(
          status.containerStatuses.first { $0.name == container.name },
          else: InheritedContainer(isRunning ? .running(since: start) : .awaited, isReady: isReady),
          container, in: pod, start, time)
      }
    let created = min(pod.metadata.creationTimestamp.map(time) ?? start, start, .eve)
    var life = InheritedPod(created: created)
    life.phase = isRunning ? .running : .pending
    life.isReady = isReady
    // Whoever wrote the instants had another clock each: none comes before what it follows.
    life.scheduled =
      max(created, status.conditions["PodScheduled"]?.lastTransitionTime.map(time) ?? start)
    life.startTime = start
    if isRunning {
      life.started = max(life.scheduled, containers.compactMap(\.start).min() ?? start)
      life.readyTransition =
        max(life.started, status.conditions["Ready"]?.lastTransitionTime.map(time) ?? start)
    }
    life.restarts = containers.reduce(0) { max($0, $1.restarts) }
    life.allRestarts = containers.reduce(0) { $0 &+ $1.restarts }
    self.pod = life
  }
}

extension SimulationTime {
  /// The last instant before the run, for what has no other.
  fileprivate static let eve = SimulationTime(microseconds: -1)
}

extension InheritedContainer {
  /// Since when the container runs; nil if it does not.
  fileprivate var start: SimulationTime? {
    if case .running(let start) = state { start } else { nil }
  }

  /// What `status` tells of a container, or `other` without one.
  fileprivate init(
    _ status: ContainerStatus?, else other: InheritedContainer, _ container: Container, in pod: Pod,
    _ start: SimulationTime, _ time: (Timestamp) -> SimulationTime
  ) {
    guard let status else {
      self = other
      return
    }
    switch status.state {
    case .running(let since): self.init(.running(since: since.map(time) ?? start))
    case .waiting(let reason, _):
      self.init(Self.passingReasons.contains(reason) ? .awaited : .failing)
    case .terminated(let end):
      let isRestarted =
        container.isSidecar || pod.spec.restartPolicy == .always && end.exitCode != 0
        || pod.spec.restartPolicy == .onFailure && end.exitCode != 0
        || pod.spec.restartPolicy == .always && pod.spec.containers.contains(container)
      self.init(isRestarted ? .awaited : .exited(code: end.exitCode))
      if isRestarted { lastExitCode = end.exitCode }
    }
    isReady = status.ready
    restarts = status.restartCount
    if case .terminated(let end)? = status.lastState { lastExitCode = end.exitCode }
  }

  /// Why a container waits that is about to start.
  private static let passingReasons = ["", "ContainerCreating", "PodInitializing"]
}
