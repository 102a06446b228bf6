import ClusterState
import KubernetesObjects
import SimulationEngine

/// What is known of a container of a pod that was there before the run began.
package struct InheritedContainer: Hashable, Sendable {
  /// What it does.
  package enum State: Hashable, Sendable {
    /// It runs since an instant before the run.
    case running(since: SimulationTime)
    /// Its turn to be started has not come, or is about to.
    case awaited
    /// Its start fails again and again; nothing here says that this will end.
    case failing
    /// It has ended, and is not started again.
    case exited(code: Int32)
  }

  /// What it does.
  package var state: State
  /// Whether its readiness probe succeeds.
  package var isReady: Bool
  /// How often it has been started again.
  package var restarts: Int32
  /// How its last run ended; nil where it had none.
  package var lastExitCode: Int32?

  /// A container in `state` that was never started again.
  package init(_ state: State, isReady: Bool = false, restarts: Int32 = 0) {
    self.state = state
    self.isReady = isReady
    self.restarts = restarts
  }
}

/// Pods and nodes that were there before the run began.
extension Kubelets {
  /// Takes up a bound pod in the middle of its life: what runs goes on running.
  ///
  /// `containers` are in the order of the template, init containers first. How long a container has
  /// run says nothing of how long it will, so what its behavior says of its end counts from `now`.
  /// One that is not ready becomes so when its probes, counted from its start, are due to succeed;
  /// if they should have by now, it stays as it is.
  package mutating func inherit(
    _ pod: PodID, _ containers: [InheritedContainer], isReady: Bool, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ContiguousArray<KubeletAction>
  ) {
    growWorkers(to: pod)
    resolveBehavior(of: pod, cluster)
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    workers[pod.row].stage = .active
    workers[pod.row].node = record.node
    workers[pod.row].template = record.template
    workers[pod.row].startTime = record.startTime.isSet ? record.startTime : now
    workers[pod.row].setNetwork(true, at: workers[pod.row].startTime)
    addContainers(to: pod, template)
    var context = KubeletContext(now: now, taking: &actions)
    for (index, _) in workers[pod.row].containerRows.enumerated() {
      inherit(UInt16(index), of: pod, containers[index], cluster, &context)
    }
    _ = tellContainers(of: pod, at: now)
    let areReady = containers.indices.allSatisfy {
      containers[$0].isReady || template.containers[$0].isOver
    }
    workers[pod.row].isHeldUnready = areReady && !isReady
    if let limit = template.pod.spec.activeDeadlineSeconds {
      let limit = SimulationDuration.seconds(1).multipliedSaturating(by: limit).bounded
      context.post(
        .deadlineExceeded(pod, generation: workers[pod.row].generation),
        at: workers[pod.row].startTime.addingSaturating(limit))
    }
    workers[pod.row].starting =
      containers.firstIndex { $0.isInStarting }.map { UInt16($0) }
      ?? workers[pod.row].containerCount
    if !isUp(record.node) {
      halt(pod, exitCode: ExitCode.killed, cluster, at: now)
      workers[pod.row].stage = .lost
    } else if !containers.contains(where: { $0.state == .failing }) {
      startNext(of: pod, cluster, &context)
    }
    actions = context.actions
  }

  private mutating func inherit(
    _ index: UInt16, of pod: PodID, _ inherited: InheritedContainer,
    _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    let traits = cluster.templates[cluster.pods[pod].template].containers[Int(index)]
    containers[row].restarts = inherited.restarts
    containers[row].last = inherited.lastExitCode.map { ContainerRun(exitCode: $0) }
    switch inherited.state {
    case .awaited where inherited.lastExitCode != nil:
      containers[row].last = nil
      containers[row].state = .exited(code: inherited.lastExitCode ?? 0)
      containers[row].isRestarting = true
    case .awaited, .failing:
      containers[row].state = .waiting
      containers[row].isBackedOff = inherited.lastExitCode != nil
    case .exited(let code): containers[row].state = .exited(code: code)
    case .running(let start):
      keep(traits.image, on: workers[pod.row].node, &context)
      containers[row].state = .running
      containers[row].started = start
      watchStorage(of: pod, &context)
      containers[row].isReady = inherited.isReady
      let life = plan(pod, index, cluster, now: context.now)
      containers[row].plannedExitCode = life.exitCode
      let run = inherited.restarts
      if let end = life.end {
        context.post(.containerExited(pod, container: index, run: run), at: end)
      }
      if !inherited.isReady, let ready = plan(pod, index, cluster, now: start).ready,
        ready > context.now
      {
        context.post(.containerReady(pod, container: index, run: run), at: ready)
      }
      if traits.isSidecar, !inherited.isReady, let started = life.started {
        context.post(.sidecarStarted(pod, container: index, run: run), at: started)
      }
    }
  }

  /// Puts the image of a container that runs on its node, if the node does not list it.
  private mutating func keep(
    _ image: Symbol, on node: NodeID, _ context: inout KubeletContext
  ) {
    guard !nodes[node.row].images.contains(image) else { return }
    let bytes = imageBytes[image] ?? settings.images.defaultImageBytes
    nodes[node.row].images.add(image, bytes: bytes, detected: .zero)
    noteImageChange(on: node, &context)
  }

  /// Lets the kubelet of `node`, which runs, tell in its status whether the node is ready.
  package mutating func setReady(
    _ node: NodeID, _ isReady: Bool, at now: SimulationTime,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    nodes[node.row].isReady = isReady
    var context = KubeletContext(now: now, taking: &actions)
    scheduleReport(on: node, &context)
    actions = context.actions
  }

  /// Whether the kubelet of `node` tells that the node is ready.
  package func tellsReady(_ node: NodeID) -> Bool { nodes[node.row].isReady }
}

extension InheritedContainer {
  /// Whether the start of the pod has not come further than this container.
  fileprivate var isInStarting: Bool {
    switch state {
    case .awaited, .failing: true
    case .running, .exited: false
    }
  }
}

extension ContainerTraits {
  /// Whether readiness does not wait for the container: it ends before the others begin.
  fileprivate var isOver: Bool { isInit && !isSidecar }
}
