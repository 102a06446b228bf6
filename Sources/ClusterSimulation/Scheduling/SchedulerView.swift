import ClusterState
import Scheduling
import SimulationEngine

/// The scheduling framework and where its cache counts the pods: bound ones that the watch has
/// brought, and those that are assumed on a node.
struct SchedulerView: Sendable {
  /// The framework with its cache and its nominations.
  var core: Scheduler
  /// Where the cache counts each pod, by row of the pod table.
  private var placedOn: ContiguousArray<NodeID> = []

  init(_ configuration: SimulationConfiguration) {
    core = Scheduler(
      [], rules: configuration.controlPlane.versionRules, tieBreak: configuration.tieBreak)
    core.evaluation = configuration.scheduling.evaluation
    core.deviceDraws = RandomStream(seed: configuration.seed, name: Scheduler.deviceStream)
    if configuration.controlPlane.scheduler.usesSchedulingQueue,
      configuration.scheduling.tieBreak == .random
    {
      core.preemptionStart = RandomStream(
        seed: configuration.seed, name: "scheduler/preemption")
    }
  }

  /// Takes up the rules of `configuration`, which have been found to be sound.
  mutating func begin(_ configuration: SimulationConfiguration, in cluster: inout ClusterState) {
    do {
      core.profiles = try configuration.scheduling.profiles(
        for: configuration.controlPlane.profile, &cluster, &core.cache)
    } catch {
      preconditionFailure("the rules of a configuration are checked first: \(error.messages)")
    }
    guard configuration.scheduling.isRetryOff else { return }
    // Room that is made would be for a pod that is never tried again.
    for index in core.profiles.indices { core.profiles[index].postFilters = [] }
  }

  /// The profile that schedules the pods of `template`; nil if they ask for another scheduler.
  func profile(of template: PodTemplate) -> Int? {
    if core.profiles.count == 1, core.profiles[0].maximumScore == 10 { return 0 }
    return core.profiles.firstIndex { $0.schedulerName == template.pod.spec.schedulerName }
  }

  /// Whether scheduling gates keep the pods of `template` out of the queue.
  ///
  /// Source: `SchedulingGates.PreEnqueue`, Kubernetes 1.34.
  func isGated(_ template: PodTemplate) -> Bool {
    guard !template.pod.spec.schedulingGates.isEmpty, let profile = profile(of: template) else {
      return false
    }
    return core.profiles[profile].holdsBackGatedPods
  }

  /// Takes over the present state of a node.
  mutating func see(_ node: NodeID, in cluster: borrowing ClusterState) {
    let record = cluster.nodes[node.row]
    guard record.isPresent else {
      core.cache.removeNode(node)
      return
    }
    core.cache.addNode(node, record, copy cluster)
  }

  /// Takes over the present state of a pod: counts it where it is bound, until it has ended.
  mutating func see(_ pod: PodID, in cluster: inout ClusterState) {
    core.cache.learnTemplates(of: &cluster)
    let record = cluster.pods[pod]
    let isCounted = record.node.isPresent && !record.isRemoved && !record.phase.isTerminal
    if isCounted {
      count(pod, on: record.node, record)
    } else if record.isRemoved || record.phase.isTerminal {
      forget(pod)
    }
  }

  /// Counts `pod` on `node` from now on, or takes over its present state if it is counted there.
  /// It has the devices that the API server knows of, else those that were `chosen`.
  mutating func count(
    _ pod: PodID, on node: NodeID, _ record: PodRecord, chosen: DeviceSet = .none
  ) {
    while placedOn.count <= pod.row { placedOn.append(.absent) }
    var placed = placed(pod, record)
    if placed.devices.isEmpty { placed.devices = chosen }
    if placedOn[pod.row] == node {
      core.cache.updatePod(placed, on: node)
    } else {
      forget(pod)
      placedOn[pod.row] = node
      core.cache.addPod(placed, on: node)
    }
  }

  /// The pod as the cache and the nominations know it.
  func placed(_ pod: PodID, _ record: PodRecord) -> PlacedPod {
    PlacedPod(
      pod, template: record.template,
      priority: core.cache.requirements[record.template.row].template.priority,
      isTerminating: record.isDeleting, isPreempted: record.isPreempted, started: record.startTime,
      devices: record.devices)
  }

  /// The devices that `pod` gets on `node`, where it is counted from now on; none if it takes none.
  ///
  /// Where it is not counted there already, it gets those that were `chosen`.
  mutating func devices(
    of pod: PodID, on node: NodeID, _ record: PodRecord, chosen: DeviceSet = .none
  ) -> DeviceSet {
    guard core.cache.requirements[record.template.row].template.devices != nil else { return .none }
    if place(of: pod) != node { count(pod, on: node, record, chosen: chosen) }
    return core.cache.devices(of: pod, on: node)
  }

  /// Where the cache counts `pod`; absent if nowhere.
  func place(of pod: PodID) -> NodeID { pod.row < placedOn.count ? placedOn[pod.row] : .absent }

  /// Takes over when the kubelets took pods; the list is empty afterwards.
  mutating func takeStarts(_ pods: inout ContiguousArray<PodID>, in cluster: borrowing ClusterState)
  {
    for pod in pods where place(of: pod).isPresent {
      core.cache.setStart(of: pod, on: place(of: pod), cluster.pods[pod].startTime)
    }
    pods.removeAll(keepingCapacity: true)
  }

  /// What `pod` has in common with other pods that wait.
  func kind(of pod: PodID, in cluster: borrowing ClusterState) -> QueuedPod.Kind {
    let record = cluster.pods[pod]
    let template = cluster.templates[record.template]
    // The claims of such volumes bear the name of the pod.
    let hasNamedClaims = !core.cache.requirements[record.template.row].volumes.ephemeral.isEmpty
    return QueuedPod.Kind(
      record.template, owner: record.owner, profile: profile(of: template) ?? 0,
      individual: hasNamedClaims ? pod : .absent)
  }

  /// Counts `pod` nowhere.
  mutating func forget(_ pod: PodID) {
    guard pod.row < placedOn.count, placedOn[pod.row].isPresent else { return }
    core.cache.removePod(pod, from: placedOn[pod.row])
    placedOn[pod.row] = .absent
  }

  /// One more draw from the streams of ties and of victims.
  mutating func unseed() -> UInt64 {
    let start = core.preemptionStart?.unseed() ?? 0
    guard case .drawn(var stream) = core.tieBreak else { return start }
    return stream.unseed() ^ (start &* 5)
  }
}
