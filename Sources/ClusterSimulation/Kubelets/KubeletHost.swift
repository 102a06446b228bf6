import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// The machines of the nodes and their kubelets in simulated time: what a kubelet asks for is done,
/// and machines start, fail and come back.
struct KubeletHost: Sendable {
  /// The kubelets as they are.
  private(set) var kubelets: Kubelets
  /// Whether all nodes of the start are there: those that come from now on join.
  private var hasBegun = false
  /// What the kubelets have asked for; empty between events.
  private var actions: ContiguousArray<KubeletAction> = []

  init(_ configuration: SimulationConfiguration) {
    var settings = configuration.controlPlane.kubelet
    settings.skipsIdleRounds = configuration.keepsNodesSteady
    kubelets = Kubelets(
      settings: settings, sandboxReport: configuration.controlPlane.sandboxReport,
      storageEviction: configuration.controlPlane.profile == .modern
        ? StorageEviction(startOfRun: configuration.startOfRun) : nil,
      seed: configuration.seed, behaviors: configuration.behaviors)
  }

  /// Takes up the images of the configuration.
  mutating func begin(in world: inout World) {
    for image in world.configuration.imageSizes {
      kubelets.setSize(of: world.cluster.symbols.intern(image.name), bytes: image.bytes)
    }
  }

  /// Takes the nodes that come from now on for new ones.
  mutating func noteStart() { hasBegun = true }

  /// Lets a kubelet do what is due.
  mutating func handle(_ event: KubeletEvent, in world: inout World) {
    guard let pod = event.pod, world.cluster.endpointCount(of: pod) > 0 else {
      kubelets.handle(event, at: world.now, in: world.cluster, actions: &actions)
      return performActions(in: &world)
    }
    let wasRunning = kubelets.isRunning(pod, world.cluster)
    kubelets.handle(event, at: world.now, in: world.cluster, actions: &actions)
    performActions(in: &world)
    if kubelets.isRunning(pod, world.cluster) != wasRunning {
      world.recordServices(listing: pod, kubelets)
    }
  }

  /// Lets the kubelets see what has reached their watches.
  mutating func observeChanges(in world: inout World) {
    world.cursors.woke(.kubelets)
    while let change = world.nextChange(for: .kubelets) { observe(change, in: &world) }
  }

  private mutating func observe(_ change: ClusterChange, in world: inout World) {
    guard change.subject == .pod else { return }
    switch change.verb {
    case .bound, .deleting, .removed: handle(.podSeen(PodID(Int(change.index))), in: &world)
    case .specified where !world.cluster.pods[PodID(index: change.index)].isDeleting:
      handle(.podSeen(PodID(index: change.index)), in: &world)
    case .added, .specified, .reported: break
    }
  }

  /// Ends the container of `pod` that has the name `container`, if it runs, init containers too;
  /// without a name, every one that runs.
  mutating func crash(
    _ pod: PodID, _ container: String?, _ exitCode: Int32, in world: inout World
  ) {
    let spec = world.cluster.templates[world.cluster.pods[pod].template].pod.spec
    for (row, declared) in (spec.initContainers + spec.containers).enumerated()
    where container == nil || declared.name == container {
      kubelets.crash(
        pod, container: row, exitCode: exitCode, at: world.now, in: world.cluster,
        actions: &actions)
    }
    performActions(in: &world)
    world.recordServices(listing: pod, kubelets)
  }

  /// Lets the readiness probes of `pods` fail from now on, or succeed.
  mutating func setReadiness(
    of pods: ContiguousArray<PodID>, _ isReady: Bool, in world: inout World
  ) {
    for pod in pods {
      kubelets.setReadiness(of: pod, isReady, at: world.now, actions: &actions)
    }
    performActions(in: &world)
  }

  /// Lets the kubelet of `node` tell from its next status on that the node is not ready, or that it
  /// is again: its runtime or its network does not work.
  mutating func setReadiness(of node: NodeID, _ isReady: Bool, in world: inout World) {
    guard kubelets.isUp(node), kubelets.tellsReady(node) != isReady else { return }
    kubelets.setReadiness(of: node, isReady, at: world.now, actions: &actions)
    performActions(in: &world)
  }

  /// Does what the kubelets asked for, in the order of asking.
  private mutating func performActions(in world: inout World) {
    for index in actions.indices { perform(actions[index], in: &world) }
    actions.removeAll(keepingCapacity: true)
  }

  private func perform(_ action: KubeletAction, in world: inout World) {
    switch action {
    case .post(let event, let delay): world.loop.post(.kubelet(event), after: delay)
    case .report(let pod, let status):
      if status.phase.isTerminal { noteEnd(of: pod, in: &world) }
      world.report(pod, status)
      world.noteStatus(of: pod)
    case .acknowledge(let pod, let start):
      world.acknowledge(pod, start)
      world.noteStatus(of: pod)
    case .sandboxTold(let pod): world.noteStatus(of: pod)
    case .disksMounted(let pod): world.cluster.mountDisks(of: pod, at: world.now)
    case .disksUnmounted(let pod): world.cluster.unmountDisks(of: pod, at: world.now)
    case .booted(let node): world.cluster.unmountDisks(on: node, at: world.now)
    case .imagePulled(let pod): world.cluster.setImagePulled(pod, at: world.now)
    case .remove(let pod, let end):
      if let end {
        noteEnd(of: pod, in: &world)
        world.cluster.endDeleted(pod, end, at: world.now)
      }
      world.cluster.remove(pod, at: world.now)
    case .heartbeat(let node): world.noteHeartbeat(of: node, kubelets.tellsReady(node))
    case .leaseRenewal(let node): world.cluster.noteLeaseRenewal(node, at: world.now)
    case .images(let node):
      world.cluster.setImages(node, kubelets.images(of: node), at: world.now)
    case .reject(let pod, let rejection):
      world.recordEvent(
        rejection.failure.reason, "kubelet", .pod, pod.index, isWarning: true,
        message: rejection.message)
    case .warn(let node, let reason, let text):
      world.recordEvent(
        reason, "kubelet", .node, node.index, isWarning: true, message: text)
    case .recordEvent(let reason, let pod, let container, let image):
      if reason == .pulling { world.recording.notePull(for: pod, at: world.now) }
      world.recordKubeletEvent(reason, pod, container: container, image)
    }
  }
}

/// What runs inside pods.
extension KubeletHost {
  /// Lets the job of `pod` know how its containers have ended.
  private func noteEnd(of pod: PodID, in world: inout World) {
    guard world.cluster.pods[pod].isTracked else { return }
    world.cluster.setEnd(of: pod, kubelets.containerEnds(of: pod, world.cluster))
  }

  /// Adds a behavior for single pods.
  mutating func add(_ behavior: PodBehavior) -> Kubelets.OwnBehavior { kubelets.add(behavior) }

  /// Says what runs inside `pod`, whatever the rules say.
  mutating func setBehavior(_ behavior: Kubelets.OwnBehavior, of pod: PodID) {
    kubelets.setBehavior(behavior, of: pod)
  }

  /// Says how long the one container of `pod` runs, and how it ends.
  mutating func setRun(of pod: PodID, _ runtime: SimulationDuration, exitCode: Int32) {
    kubelets.setRun(of: pod, runtime, exitCode: exitCode)
  }
}

/// Machines that start, fail and come back.
extension KubeletHost {
  /// Adds a node and starts its kubelet; nothing if a node of that name is there.
  mutating func add(_ node: Node, pool: Symbol, in world: inout World) {
    var node = node
    node.addKubeletLabels()
    let latency = hasBegun ? kubelets.settings.nodeReadyLatency : .zero
    let record = world.record(of: node, pool: pool, isAwaited: latency > .zero)
    guard let id = try? world.cluster.addNode(record, at: world.now) else { return }
    if hasBegun {
      kubelets.start(
        id, images: record.images, readyLatency: latency, at: world.now, actions: &actions)
    } else {
      kubelets.resume(
        id, called: node.metadata.name, images: record.images, at: world.now, actions: &actions)
    }
    if !hasBegun, let ready = node.status.conditions["Ready"] {
      inherit(ready, of: id, in: &world)
    }
    noteMachine(of: id, in: &world)
    performActions(in: &world)
  }

  /// Takes over the condition of a node when the run begins. If nobody has heard of it its machine
  /// is down, and one that is not ready goes on telling so.
  private mutating func inherit(_ ready: Condition, of node: NodeID, in world: inout World) {
    let reason = world.cluster.symbols.intern(ready.reason)
    let time = ready.lastTransitionTime.flatMap { world.time(ofHistory: $0) } ?? .unset
    switch ready.status {
    case .true: world.cluster.inheritReady(node, .yes, reason: reason, since: time)
    case .false:
      world.cluster.inheritReady(node, .no, reason: reason, since: time)
      kubelets.setReady(node, false, at: world.now, actions: &actions)
    case .unknown:
      world.cluster.inheritReady(node, .unknown, reason: reason, since: time)
      kubelets.fail(node, at: world.now, in: world.cluster)
    }
  }

  /// Takes a node out of the cluster: the machine and its object.
  mutating func remove(_ node: NodeID, in world: inout World) {
    guard world.cluster.nodes[node.row].isPresent else { return }
    if kubelets.isUp(node) {
      kubelets.fail(node, at: world.now, in: world.cluster)
      noteMachine(of: node, in: &world)
    }
    world.cluster.removeNode(node, at: world.now)
    world.recordServices(on: node, kubelets)
  }

  /// Takes up a pod in the middle of its life on its node.
  mutating func inherit(
    _ pod: PodID, _ containers: [InheritedContainer], isReady: Bool, in world: inout World
  ) {
    kubelets.inherit(
      pod, containers, isReady: isReady, at: world.now, in: world.cluster, actions: &actions)
    performActions(in: &world)
  }

  mutating func fail(_ node: NodeID, in world: inout World) {
    guard kubelets.isUp(node) else { return }
    kubelets.fail(node, at: world.now, in: world.cluster)
    note(.failed, node, in: &world)
  }

  mutating func recover(_ node: NodeID, in world: inout World) {
    guard !kubelets.isUp(node) || !kubelets.tellsReady(node) else { return }
    kubelets.recover(node, at: world.now, in: world.cluster, actions: &actions)
    performActions(in: &world)
    note(.recovered, node, in: &world)
  }

  mutating func partition(_ node: NodeID, in world: inout World) {
    guard kubelets.isConnected(node) else { return }
    kubelets.partition(node)
    note(.partitioned, node, in: &world)
  }

  mutating func heal(_ node: NodeID, in world: inout World) {
    guard kubelets.isUp(node), !kubelets.isConnected(node) else { return }
    kubelets.heal(node, at: world.now, in: world.cluster, actions: &actions)
    performActions(in: &world)
    note(.healed, node, in: &world)
  }

  private func note(_ kind: Incident.Kind, _ node: NodeID, in world: inout World) {
    world.recording.incidents.append(Incident(time: world.now, node: node, kind: kind))
    noteMachine(of: node, in: &world)
    world.recordServices(on: node, kubelets)
  }

  private func noteMachine(of node: NodeID, in world: inout World) {
    world.recording.machines.append(
      MachineChange(
        time: world.now, node: node, isAlive: kubelets.isUp(node),
        isConnected: kubelets.isConnected(node)))
  }
}

/// The kubelets' writes.
extension World {
  fileprivate mutating func report(_ pod: PodID, _ status: PodStatusReport) {
    let reason = status.failure.map { cluster.symbols.intern($0.reason) } ?? .empty
    cluster.report(
      pod, phase: status.phase, isReady: status.isReady, restarts: status.restarts,
      allRestarts: cluster.pods[pod].isTracked ? status.allRestarts : 0, reason: reason, at: now)
    if status.phase.isTerminal { noteEnd(of: pod) }
  }

  fileprivate mutating func noteHeartbeat(of node: NodeID, _ isReady: Bool) {
    cluster.noteHeartbeat(node, at: now)
    guard isReady else {
      let reason = cluster.symbols.intern("KubeletNotReady")
      cluster.setReady(node, .no, reason: reason, at: now)
      return
    }
    guard cluster.nodes[node.row].ready != .yes else { return }
    let reason = cluster.symbols.intern("KubeletReady")
    if cluster.setReady(node, .yes, reason: reason, at: now) {
      recordEvent("NodeReady", "kubelet", node: node)
    }
  }
}
