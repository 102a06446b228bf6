import ClusterState
import Controllers
import NodeAgents
import Scheduling
import SimulationEngine

/// Reads the log of writes for the reports: what holds from one change to the next is followed at
/// every change, at a cost that does not grow with the cluster.
struct LevelFollower: Sendable {
  /// What the pods of each node request and use.
  private(set) var load = NodeLoad()
  /// How far the log of writes has been read.
  private(set) var position = 0
  /// How fragmentation is measured, once it has been.
  var measure: FragmentationMeasure?
  /// What has been written down of states.
  var states = FollowedStates()
  /// The place of the last row of each workload, by its row; -1 for none.
  private var workloadRows: ContiguousArray<Int> = []
  /// When what pods use changes by itself.
  private var uses = ChangingUses()

  /// Writes down what was written since the last call.
  mutating func follow(
    in world: inout World, _ loads: inout LoadRules, _ kubelets: borrowing Kubelets
  ) {
    while position < world.cluster.changes.end {
      let change = world.cluster.changes[position]
      position += 1
      switch change.subject {
      case .pod:
        notePodState(of: PodID(Int(change.index)), at: change.time, in: &world)
        followPod(PodID(Int(change.index)), at: change.time, in: &world, &loads, kubelets)
      case .node:
        followNode(NodeID(Int(change.index)), at: change.time, in: &world)
        noteTaints(of: NodeID(Int(change.index)), at: change.time, in: &world)
        world.recordCondition(of: NodeID(Int(change.index)), change)
      case .workload:
        noteWorkload(WorkloadID(Int(change.index)), at: change.time, in: &world)
      case .endpoints where change.verb == .reported:
        world.recordService(ServiceID(Int(change.index)), at: change.time, kubelets)
      case .disruptionBudget: noteBudget(Int(change.index), at: change.time, in: &world)
      case .autoscaler: noteAutoscaler(Int(change.index), at: change.time, in: &world)
      case .resourceQuota: noteQuota(Int(change.index), at: change.time, in: &world)
      case .service, .endpoints, .controllerRevision, .claim, .volume, .storageClass,
        .storageDrivers, .attachment, .namespace:
        break
      }
    }
  }

  /// Writes down what has changed of a workload, if the table shows it.
  private mutating func noteWorkload(
    _ id: WorkloadID, at time: SimulationTime, in world: inout World
  ) {
    while workloadRows.count <= id.row { workloadRows.append(-1) }
    let change = world.workloadChange(of: id, at: time)
    let last = workloadRows[id.row]
    if last >= 0, !change.differs(from: world.recording.workloads[last]) { return }
    workloadRows[id.row] = world.recording.workloads.count
    world.recording.workloads.append(change)
  }

  /// Follows what `pod` requests and uses where it is bound, and those with which it shares.
  mutating func followPod(
    _ pod: PodID, at time: SimulationTime, in world: inout World, _ loads: inout LoadRules,
    _ kubelets: borrowing Kubelets
  ) {
    for other in loads.share(with: pod, in: world.cluster) {
      followAlone(other, at: time, in: &world, loads, kubelets)
    }
    followAlone(pod, at: time, in: &world, loads, kubelets)
  }

  /// Follows `pod`, whose use changes by itself now.
  mutating func followUse(
    of pod: PodID, in world: inout World, _ loads: borrowing LoadRules,
    _ kubelets: borrowing Kubelets
  ) {
    guard uses.take(pod, at: world.now), !world.cluster.pods[pod].isRemoved else { return }
    followAlone(pod, at: world.now, in: &world, loads, kubelets)
  }

  private mutating func followAlone(
    _ pod: PodID, at time: SimulationTime, in world: inout World, _ loads: borrowing LoadRules,
    _ kubelets: borrowing Kubelets
  ) {
    let record = world.cluster.pods[pod]
    var usage = PodUsage()
    if record.phase == .running {
      let (now, next) = loads.changingUsage(
        of: pod, in: world.cluster, kubelets, at: world.usageInstant)
      usage = now
      uses.note(pod, next: next, &world.loop)
    }
    load.update(pod, in: world.cluster, usage: usage)
    let node = record.node
    guard node.isPresent else { return }
    followLoad(of: node, .cpu, at: time, in: &world)
    followLoad(of: node, .memory, at: time, in: &world)
    followLoad(of: node, .pods, at: time, in: &world)
    let template = world.cluster.templates[record.template]
    for extended in template.requestsWithDevices.extended {
      followLoad(of: node, extended.resource, at: time, in: &world)
    }
    world.recording.setEmpty(isEmpty(node, in: world.cluster), node, at: time)
  }

  /// Follows where `node` is, whether it is ready and what it offers.
  private mutating func followNode(
    _ node: NodeID, at time: SimulationTime, in world: inout World
  ) {
    load.addNode(node)
    world.recording.place(
      node, pool: world.cluster.nodes[node.row].pool, zone: world.zone(of: node) ?? .empty,
      at: time)
    for row in 0..<world.cluster.resources.count where ResourceID(row) != .ephemeralStorage {
      followLoad(of: node, ResourceID(row), at: time, in: &world)
    }
    world.recording.setEmpty(isEmpty(node, in: world.cluster), node, at: time)
  }

  private func followLoad(
    of node: NodeID, _ resource: ResourceID, at time: SimulationTime, in world: inout World
  ) {
    let share = share(of: node, resource, in: world.cluster)
    world.recording.set(share, of: resource, on: node, at: time)
  }

  /// What `node` gives to the sums of `resource`.
  func share(
    of node: NodeID, _ resource: ResourceID, in cluster: borrowing ClusterState
  ) -> ScopeTotals {
    var share = ScopeTotals()
    guard cluster.nodes[node.row].isPresent else { return share }
    share.capacity =
      resource == .pods
      ? Int128(cluster.nodes[node.row].allocatablePods)
      : Int128(cluster.nodes[node.row].capacity[resource])
    // A share of what is there: what lies on a node that offers nothing counts apart.
    guard cluster.nodes[node.row].ready == .yes else {
      share.lost = load.requested(resource, on: node)
      return share
    }
    share.requested = load.requested(resource, on: node)
    share.used = max(0, load.used(resource, on: node))
    share.allocatable =
      resource == .pods
      ? Int128(cluster.nodes[node.row].allocatablePods)
      : Int128(cluster.nodes[node.row].allocatable[resource])
    return share
  }

  /// Whether `node` is there and has no pods that have not ended.
  private func isEmpty(_ node: NodeID, in cluster: borrowing ClusterState) -> Bool {
    cluster.nodes[node.row].isPresent && load.podCounts[node.row] == 0
  }
}

extension World {
  /// Writes down that a node has become ready, or is so no more.
  fileprivate mutating func recordCondition(of node: NodeID, _ change: ClusterChange) {
    let record = cluster.nodes[node.row]
    guard change.verb == .reported, record.readyTransition == change.time else { return }
    let row = NodeConditionChange(
      time: change.time, node: node, status: record.ready, reason: record.readyReason)
    if recording.nodeConditions.last != row { recording.nodeConditions.append(row) }
  }

  /// What the table of workloads says of `id` at `time`.
  fileprivate func workloadChange(of id: WorkloadID, at time: SimulationTime) -> WorkloadChange {
    let record = cluster.workloads[id.row]
    return WorkloadChange(
      time: time, workload: id, desired: record.isPresent ? cluster.wantedPods(of: id) : 0,
      current: record.status.replicas, ready: record.status.readyReplicas,
      available: record.status.availableReplicas, updated: record.status.updatedReplicas,
      revision: cluster.revision(of: id), succeeded: record.status.job?.succeeded,
      failed: record.status.job?.failed)
  }
}
