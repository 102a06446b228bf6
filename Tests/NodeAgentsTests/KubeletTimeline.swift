import ClusterState
import KubernetesObjects
import SimulationEngine

@testable import NodeAgents

/// Kubelets over a cluster with a queue of events and nothing else: a write reaches the kubelets at
/// once, and what they ask for is done at once.
struct KubeletTimeline {
  /// A status that was written.
  struct Status: Equatable, CustomStringConvertible {
    let time: SimulationTime
    let pod: PodID
    let report: PodStatusReport

    /// `4.510 Running ready 0`: when, phase, readiness, restarts, failure.
    var description: String {
      var words = [time.secondsText(decimals: 3), report.phase.name]
      if report.isReady { words.append("ready") }
      words.append("\(report.restarts)")
      if let failure = report.failure { words.append(failure.reason) }
      return words.joined(separator: " ")
    }
  }

  /// 50 ms to take a pod up, 300 ms for its sandbox, 150 ms for a container, 10 ms for a status; a
  /// pull takes 1 s and 1 s more for each 50 MB, so 3 s for an image of 100 MB.
  static var settings: KubeletSettings {
    var settings = KubeletSettings()
    settings.syncLatency = .milliseconds(50)
    settings.sandboxLatency = .milliseconds(300)
    settings.containerStartLatency = .milliseconds(150)
    settings.statusLatency = .milliseconds(10)
    settings.relistPeriod = .zero
    settings.initContainerRuntime = .seconds(1)
    settings.images.registryLatency = .seconds(1)
    settings.images.pullBytesPerSecond = 50_000_000
    settings.images.defaultImageBytes = 100_000_000
    return settings
  }

  var cluster = ClusterState()
  var kubelets: Kubelets
  private(set) var loop = EventLoop<KubeletEvent>()
  private(set) var written: [Status] = []
  private(set) var heartbeats: [SimulationTime] = []
  private(set) var leases: [SimulationTime] = []
  private(set) var imageReports: [SimulationTime] = []
  private(set) var recorded: [(time: SimulationTime, reason: KubeletEventReason, pod: PodID)] = []
  /// What nodes were warned of.
  private(set) var warnings: [String] = []
  /// What pods were told that were turned away.
  private(set) var rejections: [String] = []
  private var read = 0

  var now: SimulationTime { loop.now }

  init(
    _ settings: KubeletSettings = Self.settings, sandboxReport: SandboxReport = .none,
    storageEviction: StorageEviction? = nil, behaviors: [BehaviorRule] = []
  ) {
    kubelets = Kubelets(
      settings: settings, sandboxReport: sandboxReport, storageEviction: storageEviction, seed: 1,
      behaviors: behaviors)
  }

  /// A node that joins now, with `images` of 100 MB.
  mutating func node(
    _ name: String, images: [String] = ["cached"], labels: Labels = [:], milliCPU: Int64 = 4000,
    pods: Int64 = 110
  ) throws -> NodeID {
    let amounts = ResourceAmounts(milliCPU: milliCPU, memoryBytes: 16 << 30)
    let node = try cluster.addNode(
      NodeRecord(
        name: cluster.symbols.intern(name), pool: .empty, labels: cluster.intern(labels),
        capacity: amounts, allocatable: amounts, allocatablePods: pods, created: now), at: now)
    let stored = ContiguousArray(
      images.map { NodeImage(name: cluster.symbols.intern($0), sizeBytes: 100_000_000) })
    act { $0.start(node, images: stored, at: $1, actions: &$3) }
    return node
  }

  /// A pod of `spec` that is bound to `node` now.
  mutating func pod(
    _ name: String, _ spec: PodSpec, on node: NodeID, behavior: PodBehavior? = nil,
    labels: Labels = [:], annotations: Labels = [:]
  ) throws -> PodID {
    let pod = try unboundPod(name, spec, labels: labels, annotations: annotations)
    if let behavior { kubelets.setBehavior(kubelets.add(behavior), of: pod) }
    bind(pod, to: node)
    return pod
  }

  /// A pod of `spec` that waits to be bound.
  mutating func unboundPod(
    _ name: String, _ spec: PodSpec, labels: Labels = [:], annotations: Labels = [:]
  ) throws -> PodID {
    var object = Pod(metadata: ObjectMeta(name: name, namespace: "default"), spec: spec)
    object.metadata.labels = labels
    object.metadata.annotations = annotations
    let template = cluster.template(for: object)
    let name = PodName(cluster.symbols.intern(name))
    return try cluster.createPod(template: template, name: name, owner: .absent, at: now)
  }

  /// Binds `pod` to `node` now.
  mutating func bind(_ pod: PodID, to node: NodeID) {
    _ = cluster.bind(pod, to: node, at: now)
    deliver()
  }

  /// Asks for the deletion of `pod` now.
  mutating func delete(_ pod: PodID, grace: SimulationDuration = .seconds(30)) {
    cluster.requestDeletion(of: pod, grace: grace, at: now)
    deliver()
  }

  /// Gives the first container of `pod`, which was made of `spec`, another image.
  mutating func setImage(of pod: PodID, _ spec: PodSpec, to image: String) {
    var object = Pod(metadata: ObjectMeta(name: "changed", namespace: "default"), spec: spec)
    object.spec.containers[0].image = image
    cluster.setTemplate(of: pod, cluster.template(for: object), at: now)
    act { $0.handle(.podSeen(pod), at: $1, in: $2, actions: &$3) }
  }

  /// Calls a method of the kubelets with the time, the cluster and a buffer for actions.
  mutating func act(
    _ body: (
      inout Kubelets, SimulationTime, ClusterState, inout ContiguousArray<KubeletAction>
    ) -> Void
  ) {
    var actions: ContiguousArray<KubeletAction> = []
    let (time, snapshot) = (now, cluster)
    body(&kubelets, time, snapshot, &actions)
    perform(actions)
  }

  /// Stops the machine of `node` dead.
  mutating func fail(_ node: NodeID) {
    act { kubelets, now, cluster, _ in kubelets.fail(node, at: now, in: cluster) }
  }

  /// Boots the machine of `node` again.
  mutating func recover(_ node: NodeID) {
    act { $0.recover(node, at: $1, in: $2, actions: &$3) }
  }

  /// Ends the partition of `node`.
  mutating func heal(_ node: NodeID) {
    act { $0.heal(node, at: $1, in: $2, actions: &$3) }
  }

  /// Ends a running container.
  mutating func crash(_ pod: PodID, container: Int = 0, exitCode: Int32 = 1) {
    act { $0.crash(pod, container: container, exitCode: exitCode, at: $1, in: $2, actions: &$3) }
  }

  /// Lets time pass up to `time`, the events of that instant included.
  mutating func run(to time: SimulationTime) {
    while let event = loop.next(until: time) {
      act { $0.handle(event, at: $1, in: $2, actions: &$3) }
    }
    loop.advance(to: time)
  }

  /// The statuses of `pod` in the form of `Status.description`, each change once.
  func statuses(of pod: PodID) -> [String] {
    var changes: [Status] = []
    for status in written where status.pod == pod && status.report != changes.last?.report {
      changes.append(status)
    }
    return changes.map(\.description)
  }

  /// When events of that reason were recorded about `pod`, in seconds.
  func times(of reason: KubeletEventReason, _ pod: PodID) -> [String] {
    recorded.filter { $0.reason == reason && $0.pod == pod }
      .map { $0.time.secondsText(decimals: 3) }
  }

  private mutating func deliver() {
    while read < cluster.changes.end {
      let change = cluster.changes[read]
      read += 1
      guard change.subject == .pod, [.bound, .deleting, .removed].contains(change.verb) else {
        continue
      }
      act { $0.handle(.podSeen(PodID(Int(change.index))), at: $1, in: $2, actions: &$3) }
    }
  }

  private mutating func perform(_ actions: ContiguousArray<KubeletAction>) {
    for action in actions {
      switch action {
      case .post(let event, let delay): loop.post(event, after: delay)
      case .report(let pod, let report):
        written.append(Status(time: now, pod: pod, report: report))
        cluster.report(
          pod, phase: report.phase, isReady: report.isReady, restarts: report.restarts, at: now)
      case .acknowledge(let pod, let start): cluster.setStartTime(pod, start, at: now)
      case .sandboxTold: break
      case .disksMounted(let pod): cluster.mountDisks(of: pod, at: now)
      case .disksUnmounted(let pod): cluster.unmountDisks(of: pod, at: now)
      case .booted(let node): cluster.unmountDisks(on: node, at: now)
      case .imagePulled(let pod): cluster.setImagePulled(pod, at: now)
      case .remove(let pod, _): cluster.remove(pod, at: now)
      case .heartbeat: heartbeats.append(now)
      case .leaseRenewal: leases.append(now)
      case .images: imageReports.append(now)
      case .recordEvent(let reason, let pod, _, _): recorded.append((now, reason, pod))
      case .warn(_, let reason, let text): warnings.append("\(reason): \(text)")
      case .reject(_, let rejection): rejections.append(rejection.message)
      }
    }
    deliver()
  }
}

extension PodSpec {
  /// A pod of one container for each image, `cached` where none is named.
  static func of(
    _ images: String..., restart: RestartPolicy = .always, initImages: [String] = []
  ) -> PodSpec {
    var spec = PodSpec()
    let names = images.isEmpty ? ["cached"] : images
    spec.containers = names.enumerated().map { Container(name: "c\($0)", image: $1) }
    spec.initContainers = initImages.enumerated().map { Container(name: "i\($0)", image: $1) }
    spec.restartPolicy = restart
    return spec
  }

  /// The pod with other settings of its first container.
  func first(_ change: (inout Container) -> Void) -> PodSpec {
    var spec = self
    change(&spec.containers[0])
    return spec
  }
}

extension PodSpec {
  /// The pod with a preStop hook in its first container.
  func hooked(_ hook: ProbeHandler) -> PodSpec {
    first {
      var lifecycle = Lifecycle()
      lifecycle.preStop = hook
      $0.lifecycle = lifecycle
    }
  }
}

extension Probe {
  /// A probe with these numbers.
  static func every(
    _ period: Int32, delay: Int32 = 0, successes: Int32 = 1, failures: Int32 = 3
  ) -> Probe {
    var probe = Probe()
    probe.periodSeconds = period
    probe.initialDelaySeconds = delay
    probe.successThreshold = successes
    probe.failureThreshold = failures
    return probe
  }
}

extension PodBehavior {
  /// Seconds to get ready, to run and to stop; every run fails or none does.
  static func seconds(
    startup: Double? = nil, runtime: Double? = nil, shutdown: Double? = nil, fails: Bool = false
  ) throws -> PodBehavior {
    func constant(_ value: Double?) throws -> Distribution? {
      try value.map { .constant(try ConstantDistribution($0)) }
    }
    var behavior = PodBehavior()
    behavior.startup = try constant(startup).map { .after($0) }
    behavior.runtime = try constant(runtime)
    behavior.shutdown = try constant(shutdown)
    behavior.failuresPerMillion = fails ? 1_000_000 : 0
    return behavior
  }
}
