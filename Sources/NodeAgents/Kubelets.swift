import ClusterState
import KubernetesObjects
import SimulationEngine

/// The kubelets of a cluster: one state machine a node and one a pod.
///
/// Each sees its own node and the pods bound there, and answers an event with actions. All live in
/// one value with dense tables, because a hundred thousand kubelets as objects would be a hundred
/// thousand allocations to copy at a fork.
package struct Kubelets: Sendable {
  /// What the kubelets are set to.
  package let settings: KubeletSettings
  /// When the status of a pod tells of its sandbox.
  let sandboxReport: SandboxReport
  let seed: UInt64
  var nodes: ContiguousArray<NodeAgent> = []
  var workers: ContiguousArray<PodWorker> = []
  var containers: ContiguousArray<ContainerRecord> = []
  /// Of each container what its kubelet knew before the change that it has not noticed yet.
  var known: ContiguousArray<ReportedContainer> = []
  /// Of each container what the API server was last told.
  var reported: ContiguousArray<ReportedContainer> = []
  var behaviors: BehaviorTable
  var fixedRuns: [PodID: FixedRun] = [:]
  /// The watch over what pods hold on disks; nil where kubelets have none.
  let storageEviction: StorageEviction?
  var evictionTexts: [PodID: String] = [:]
  var imageBytes: [Symbol: Int64] = [:]
  /// Room for the rounds of a node, kept between them so that they allocate nothing.
  var newerDeadContainers: [Int64: Int] = [:]
  var imagesInUse: ContiguousArray<Symbol> = []

  /// How long a recorded pod runs and how it ends.
  struct FixedRun: Sendable {
    let runtime: SimulationDuration
    let exitCode: Int32
  }

  /// Kubelets with `settings` whose pods behave by `behaviors`, of which the first that matches
  /// counts; random streams derive from `seed`.
  package init(
    settings: KubeletSettings, sandboxReport: SandboxReport = .none,
    storageEviction: StorageEviction? = nil, seed: UInt64, behaviors: [BehaviorRule] = []
  ) {
    self.settings = settings
    self.sandboxReport = sandboxReport
    self.storageEviction = storageEviction
    self.seed = seed
    self.behaviors = BehaviorTable(behaviors)
  }

  /// Says how long the containers of one pod run, and how they end: a recorded life.
  package mutating func setRun(
    of pod: PodID, _ runtime: SimulationDuration, exitCode: Int32
  ) {
    fixedRuns[pod] = FixedRun(runtime: runtime, exitCode: exitCode)
  }

  /// Says how large an image is, in bytes.
  package mutating func setSize(of image: Symbol, bytes: Int64) { imageBytes[image] = bytes }

  /// Whether the machine of `node` runs.
  package func isUp(_ node: NodeID) -> Bool { node.row < nodes.count && nodes[node.row].isUp }

  /// Whether the kubelet of `node` runs and reaches the API server.
  package func isConnected(_ node: NodeID) -> Bool { isUp(node) && nodes[node.row].isConnected }

  /// `status.message` of a pod that was evicted by its kubelet; nil for any other.
  package func evictionText(of pod: PodID) -> String? { evictionTexts[pod] }

  /// Whether any container of `pod` runs on a node, whatever the API server knows of it.
  package func isRunning(_ pod: PodID, _ cluster: borrowing ClusterState) -> Bool {
    pod.row < workers.count
      && workers[pod.row].containerRows.contains { containers[$0].state == .running }
  }

  /// Applies `event` at `now` and appends what is to be done to `actions`.
  package mutating func handle(
    _ event: KubeletEvent, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<KubeletAction>
  ) {
    var context = KubeletContext(now: now, taking: &actions)
    switch event {
    case .podSeen(let pod): see(pod, cluster, &context)
    case .syncDue(let pod, let generation):
      if isCurrent(pod, generation, .seen) { admit(pod, cluster, &context) }
    case .sandboxStarted(let pod, let generation):
      if isCurrent(pod, generation, .sandbox) { beginContainers(of: pod, cluster, &context) }
    case .imagePulled(let node, let image, let generation):
      finishPull(of: image, on: node, generation, cluster, &context)
    case .transferBegun(let node, let image, let generation):
      beginTransfer(of: image, on: node, generation, &context)
    case .transferDue(let node, let generation):
      finishTransfers(on: node, generation, cluster, &context)
    case .pullFailed(let pod, let container, let generation):
      if isCurrent(pod, generation, .active) {
        pullFailed(of: container, of: pod, cluster, &context)
      }
    case .pullBackOffDue(let pod, let container, let generation):
      if isCurrent(pod, generation, .active) {
        backOffPull(of: container, of: pod, cluster, &context)
      }
    case .mountDue(let pod, let generation):
      if isCurrent(pod, generation, .sandbox) { mountVolumes(of: pod, cluster, &context) }
    case .unmountDue(let pod, let generation):
      if workers[pod.row].generation == generation { unmounted(pod, &context) }
    case .creationDue(let pod, let container, let generation):
      if isCurrent(pod, generation, .active) { tryAgain(container, of: pod, cluster, &context) }
    case .nextContainerDue(let pod, let generation):
      if isCurrent(pod, generation, .active) { startNext(of: pod, cluster, &context) }
    case .containerStarted(let pod, let container, let generation):
      if isCurrent(pod, generation, .active) { started(pod, container, cluster, &context) }
    case .sidecarStarted(let pod, let container, let run):
      sidecarStarted(pod, container, run, cluster, &context)
    case .containerReady(let pod, let container, let run):
      becameReady(pod, container, run, &context)
    case .containerExited(let pod, let container, let run):
      exited(pod, container, run, cluster, &context)
    case .restartDue(let pod, let container, let run):
      restart(pod, container, run, cluster, &context)
    case .podStopped(let pod, let generation):
      if isCurrent(pod, generation, .terminating) { stopped(pod, cluster, &context) }
    case .statusDue(let pod): writeStatus(of: pod, cluster, &context)
    case .removalDue(let pod): requestRemoval(of: pod, &context)
    case .deadlineExceeded(let pod, let generation):
      exceedDeadline(of: pod, generation, cluster, &context)
    case .storageCheckDue(let pod, let generation):
      if isCurrent(pod, generation, .active) { checkStorage(of: pod, cluster, &context) }
    case .heartbeatDue(let node, let generation): heartbeat(node, generation, &context)
    case .leaseDue(let node, let generation): renewLease(node, generation, &context)
    case .containerGarbageCollectionDue(let node, let generation):
      collectContainers(on: node, generation, cluster, &context)
    case .imageGarbageCollectionDue(let node, let generation):
      collectImages(on: node, generation, cluster, &context)
    }
    actions = context.actions
  }

  private func isCurrent(_ pod: PodID, _ generation: UInt16, _ stage: PodWorker.Stage) -> Bool {
    workers[pod.row].generation == generation && workers[pod.row].stage == stage
  }
}

/// The instant of an event and the actions that it leads to.
struct KubeletContext {
  let now: SimulationTime
  var actions: ContiguousArray<KubeletAction>

  /// Takes over the caller's buffer, so that it grows in place; the caller takes it back.
  init(now: SimulationTime, taking actions: inout ContiguousArray<KubeletAction>) {
    self.now = now
    self.actions = []
    swap(&self.actions, &actions)
  }

  mutating func post(_ event: KubeletEvent, after delay: SimulationDuration) {
    actions.append(.post(event, after: delay))
  }

  /// Tells a Kubernetes event about container `index` of `pod`.
  mutating func record(
    _ reason: KubeletEventReason, _ pod: PodID, _ index: UInt16, image: Symbol = .empty
  ) {
    actions.append(.recordEvent(reason, pod, container: index, image: image))
  }

  mutating func post(_ event: KubeletEvent, at time: SimulationTime) {
    actions.append(.post(event, after: max(time, now) - now))
  }
}
