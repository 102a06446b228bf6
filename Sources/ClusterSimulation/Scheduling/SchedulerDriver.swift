import ClusterState
import Controllers
import Scheduling
import SimulationEngine

/// The scheduler's loop in simulated time: its view of the cluster, its queue, its pauses and its
/// client.
struct SchedulerDriver: Sendable {
  /// How many pods wait for what.
  struct Census {
    var active: Int32
    var backOff: Int32
    var unschedulable: Int32
  }

  var core: Scheduler
  var queue = PodFIFO()
  var backOff: PodBackOff
  var client: TokenBucket
  var isPaused = false
  var isBusy = false
  /// How many pods wait for the end of a pause.
  var pausedCount: Int32 = 0
  /// The creations of the pods that wait, by row; what `oldestPending` looks through.
  private var waiting: ContiguousArray<PodID> = []
  /// Where the cache counts each pod, by row of the pod table.
  private var placedOn: ContiguousArray<NodeID> = []

  init(_ configuration: SimulationConfiguration) {
    let settings = configuration.controlPlane.scheduler
    core = Scheduler([], tieBreak: configuration.tieBreak)
    backOff = PodBackOff(initial: settings.backOffInitial, maximum: settings.backOffMaximum)
    client = TokenBucket(
      thousandthsPerSecond: settings.kubeAPIQPSThousandths, burst: settings.kubeAPIBurst)
  }

  /// Takes up the rules of `configuration`, which have been found to be sound.
  mutating func begin(_ configuration: SimulationConfiguration, in cluster: inout ClusterState) {
    do {
      core.profiles = try configuration.scheduling.profiles(
        for: configuration.controlPlane.profile, &cluster, &core.cache)
    } catch {
      preconditionFailure("the rules of a configuration are checked first: \(error.messages)")
    }
  }

  /// The profile that schedules the pods of `template`; nil if they ask for another scheduler.
  func profile(of template: PodTemplate) -> Int? {
    if core.profiles.count == 1, core.profiles[0].maximumScore == 10 { return 0 }
    return core.profiles.firstIndex { $0.schedulerName == template.pod.spec.schedulerName }
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
  mutating func count(_ pod: PodID, on node: NodeID, _ record: PodRecord) {
    while placedOn.count <= pod.row { placedOn.append(.absent) }
    let placed = PlacedPod(
      pod, template: record.template,
      priority: core.cache.requirements[record.template.row].template.priority,
      isTerminating: record.isDeleting, started: record.started, devices: record.devices)
    if placedOn[pod.row] == node {
      core.cache.updatePod(placed, on: node)
    } else {
      forget(pod)
      placedOn[pod.row] = node
      core.cache.addPod(placed, on: node)
    }
  }

  /// The devices that `pod` gets on `node`, where it is counted from now on; none if it takes none.
  mutating func devices(of pod: PodID, on node: NodeID, _ record: PodRecord) -> DeviceSet {
    guard core.cache.requirements[record.template.row].template.devices != nil else { return .none }
    if place(of: pod) != node { count(pod, on: node, record) }
    return core.cache.devices(of: pod, on: node)
  }

  /// Where the cache counts `pod`; absent if nowhere.
  func place(of pod: PodID) -> NodeID { pod.row < placedOn.count ? placedOn[pod.row] : .absent }

  /// Counts `pod` nowhere.
  mutating func forget(_ pod: PodID) {
    guard pod.row < placedOn.count, placedOn[pod.row].isPresent else { return }
    core.cache.removePod(pod, from: placedOn[pod.row])
    placedOn[pod.row] = .absent
  }

  func census() -> Census {
    Census(active: Int32(queue.count), backOff: pausedCount, unschedulable: 0)
  }

  /// Notes that `pod` waits to be placed.
  mutating func noteWaiting(_ pod: PodID) { waiting.append(pod) }

  /// The creation of the pod that has waited longest; unset if none waits.
  mutating func oldestPending(in cluster: borrowing ClusterState) -> SimulationTime {
    var kept = 0
    while kept < waiting.count, !cluster.pods[waiting[kept]].isWaiting { kept += 1 }
    waiting.removeFirst(kept)
    var oldest = SimulationTime.unset
    for pod in waiting where cluster.pods[pod].isWaiting {
      let created = cluster.pods[pod].created
      if !oldest.isSet || created < oldest { oldest = created }
    }
    return oldest
  }

  /// One more draw from the stream of ties.
  mutating func unseed() -> UInt64 {
    guard case .drawn(var stream) = core.tieBreak else { return 0 }
    return stream.unseed()
  }
}

extension PodRecord {
  /// Whether the pod wants a node.
  var isWaiting: Bool { !isRemoved && !isDeleting && !node.isPresent && !phase.isTerminal }
}
