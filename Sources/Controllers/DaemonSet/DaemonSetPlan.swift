import ClusterState
import KubernetesObjects
import SimulationEngine

/// What one daemon set has on its nodes and what it lacks, at one instant.
///
/// Source: `podsShouldBeOnNode`, `rollingUpdate` and `updateDaemonSetStatus` of
/// `pkg/controller/daemon`, Kubernetes 1.22 to 1.36.
struct DaemonSetPlan {
  /// The nodes on which a pod is to be made.
  private(set) var creations: ContiguousArray<NodeID> = []
  /// The pods that are to go.
  private(set) var deletions: ContiguousArray<PodID> = []
  /// The ended pods that are to go, with their nodes: each is told in an event.
  private(set) var ended: [(pod: PodID, node: NodeID)] = []
  /// Whether everything is as it should be but for updates.
  var isEmpty: Bool { creations.isEmpty && deletions.isEmpty }
  /// When the set is to be looked at again although nothing has changed; nil for never.
  private(set) var recheck: SimulationTime?

  private let record: WorkloadRecord
  private let detail: DaemonSetDetail
  private let pods: DaemonPodsByNode
  private let verdicts: [DaemonSetNodes.Verdict]
  private let hash: Symbol
  private let generation: Symbol?
  private let clock: WallClock
  private let now: SimulationTime

  /// The pods `pods` of the set `record` under `verdicts`, by row of the node table; new ones bear
  /// the label `hash`.
  init(
    _ record: WorkloadRecord, _ detail: DaemonSetDetail, pods: DaemonPodsByNode,
    verdicts: [DaemonSetNodes.Verdict], hash: Symbol, clock: WallClock,
    in cluster: borrowing ClusterState, at now: SimulationTime
  ) {
    self.record = record
    self.detail = detail
    self.pods = pods
    self.verdicts = verdicts
    self.hash = hash
    self.clock = clock
    self.now = now
    generation = cluster.symbols.find(String(record.templateGeneration))
  }

  // MARK: A pod on every node

  /// Finds what has to come and go for each node to have its pod.
  mutating func manage(
    _ backOff: inout FailedPodBackOff, replacesFailed: Bool, _ cluster: borrowing ClusterState
  ) {
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let node = NodeID(row)
      let present = pods.pods(of: node)
      switch verdicts[row] {
      case .run where present.isEmpty: creations.append(node)
      case .run, .mayStay: tend(node, present, &backOff, replacesFailed, cluster)
      case .none: deletions += present.filter { !cluster.pods[$0].isDeleting }
      }
    }
    // Pods that no node will ever take, and that nobody else collects.
    for (_, pods) in pods.elsewhere {
      deletions += pods.filter { !cluster.pods[$0].node.isPresent && !cluster.pods[$0].isDeleting }
    }
  }

  private mutating func tend(
    _ node: NodeID, _ present: ContiguousArray<PodID>, _ backOff: inout FailedPodBackOff,
    _ replacesFailed: Bool, _ cluster: borrowing ClusterState
  ) {
    var running: ContiguousArray<PodID> = []
    for pod in present where !cluster.pods[pod].isDeleting {
      switch cluster.pods[pod].phase {
      case _ where !replacesFailed: running.append(pod)
      case .failed:
        if let pause = backOff.next(
          on: node, generation: record.status.observedGeneration, at: now)
        {
          noteRecheck(now + pause)
        } else {
          ended.append((pod, node))
          deletions.append(pod)
        }
      case .succeeded:
        ended.append((pod, node))
        deletions.append(pod)
      case .pending, .running: running.append(pod)
      }
    }
    sort(&running, cluster)
    if !allowsSurge {
      deletions += running.dropFirst()
    } else if running.isEmpty {
      if verdicts[node.row] == .run { creations.append(node) }
    } else if running.count > 1 {
      prune(running, cluster)
    }
  }

  /// Leaves one old and one new pod on a node, and the old one only while it is needed.
  private mutating func prune(
    _ running: ContiguousArray<PodID>, _ cluster: borrowing ClusterState
  ) {
    var oldestNew: PodID?
    var oldestOld: PodID?
    for pod in running {
      let isNew = cluster.revisionLabel(of: pod) == hash
      if isNew, oldestNew == nil {
        oldestNew = pod
      } else if !isNew, oldestOld == nil {
        oldestOld = pod
      } else {
        deletions.append(pod)
      }
    }
    guard let oldestNew, let oldestOld else { return }
    if !cluster.pods[oldestOld].isReady || isAvailable(oldestNew, cluster) {
      deletions.append(oldestOld)
    }
  }

  /// Bound pods come first, then the older ones.
  ///
  /// Source: `podByCreationTimestampAndPhase`; names decide among pods of one instant there.
  private func sort(_ pods: inout ContiguousArray<PodID>, _ cluster: borrowing ClusterState) {
    guard pods.count > 1 else { return }
    let ranks = pods.map { pod in
      let record = cluster.pods[pod]
      return (record.node.isPresent ? 0 : 1, record.created, pod)
    }
    pods = ContiguousArray(ranks.sorted { $0 < $1 }.map(\.2))
  }

  // MARK: Updates

  /// Finds the old pods that go for new ones, and with a surge the nodes that get a new one before.
  mutating func update(_ cluster: borrowing ClusterState) {
    guard detail.updateStrategy.type == .rollingUpdate else { return }
    let desired = cluster.nodes.indices.count {
      cluster.nodes[$0].isPresent && verdicts[$0] == .run
    }
    var unavailable = steps(detail.updateStrategy.maxUnavailable, of: desired)
    let surge = steps(detail.updateStrategy.maxSurge, of: desired)
    if desired > 0 && unavailable == 0 && surge == 0 { unavailable = 1 }
    if surge == 0 {
      replace(maxUnavailable: unavailable, cluster)
    } else {
      surgeOver(maxSurge: surge, desired: desired, cluster)
    }
  }

  /// The nodes that have, or should have, a pod, in order, and `absent` for each node that is gone.
  private func places(
    _ cluster: borrowing ClusterState
  ) -> [(node: NodeID, pods: ContiguousArray<PodID>)] {
    var places: [(node: NodeID, pods: ContiguousArray<PodID>)] = []
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let present = pods.pods(of: NodeID(row))
      if !present.isEmpty || verdicts[row] == .run { places.append((NodeID(row), present)) }
    }
    return places + pods.elsewhere.map { (NodeID.absent, $0.pods) }
  }

  /// The old and the new pod among those of a node that are not being deleted; nil if there are
  /// several of either.
  ///
  /// Source: `findUpdatedPodsOnNode`.
  private func pair(
    _ pods: ContiguousArray<PodID>, _ cluster: borrowing ClusterState
  ) -> (old: PodID?, new: PodID?)? {
    var old: PodID?
    var new: PodID?
    for pod in pods where !cluster.pods[pod].isDeleting {
      if isUpdated(pod, cluster) {
        if new != nil { return nil }
        new = pod
      } else {
        if old != nil { return nil }
        old = pod
      }
    }
    return (old, new)
  }

  private mutating func replace(maxUnavailable: Int, _ cluster: borrowing ClusterState) {
    var unavailable = 0
    var candidates: ContiguousArray<PodID> = []
    for (_, pods) in places(cluster) {
      guard let (old, new) = pair(pods, cluster) else {
        unavailable += 1
        continue
      }
      switch (old, new) {
      case (nil, nil), (.some, .some): unavailable += 1
      case (nil, let new?): if !isAvailable(new, cluster) { unavailable += 1 }
      case (let old?, nil):
        if isAvailable(old, cluster) {
          candidates.append(old)
        } else {
          deletions.append(old)
          unavailable += 1
        }
      }
    }
    deletions += candidates.prefix(max(0, maxUnavailable - unavailable))
  }

  private mutating func surgeOver(
    maxSurge: Int, desired: Int, _ cluster: borrowing ClusterState
  ) {
    var surging = 0
    var available = 0
    var candidates: ContiguousArray<NodeID> = []
    var unwanted: ContiguousArray<PodID> = []
    for (node, pods) in places(cluster) {
      guard let (old, new) = pair(pods, cluster) else {
        surging += 1
        continue
      }
      if let pod = old ?? new, isAvailable(pod, cluster) { available += 1 }
      guard let old else { continue }
      let isWanted = node.isPresent && verdicts[node.row] == .run
      switch (new, isAvailable(old, cluster)) {
      case (let new?, _):
        if isAvailable(new, cluster) { deletions.append(old) } else { surging += 1 }
      case (nil, false):
        if isWanted { creations.append(node) } else { deletions.append(old) }
      case (nil, true):
        if isWanted { candidates.append(node) } else { unwanted.append(old) }
      }
    }
    deletions += unwanted.prefix(max(0, available - desired))
    creations += candidates.prefix(max(0, maxSurge - surging))
  }

  // MARK: Status

  /// The status, which does not say that the present specification has been seen to unless
  /// `isObserved`.
  mutating func status(isObserved: Bool, _ cluster: borrowing ClusterState) -> WorkloadStatus {
    var status = WorkloadStatus()
    var counts = DaemonSetCounts()
    var updated: Int32 = 0
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      var present = pods.pods(of: NodeID(row))
      guard verdicts[row] == .run else {
        if !present.isEmpty { counts.misscheduled += 1 }
        continue
      }
      counts.desired += 1
      sort(&present, cluster)
      guard let pod = present.first else { continue }
      status.replicas += 1
      if cluster.pods[pod].isReady {
        status.readyReplicas += 1
        if isAvailable(pod, cluster) { status.availableReplicas += 1 }
      }
      if isUpdated(pod, cluster) { updated += 1 }
      noteAvailability(of: present, cluster)
    }
    status.updatedReplicas = updated
    status.unavailableReplicas = counts.desired - status.availableReplicas
    status.detail = .daemonSet(counts)
    status.observedGeneration =
      isObserved ? record.generation : record.status.observedGeneration
    return status
  }

  /// Source: `syncDaemonSet` looks again `minReadySeconds` after it has found a pod that is not
  /// available yet, Kubernetes 1.9 to 1.36.
  private mutating func noteAvailability(
    of pods: ContiguousArray<PodID>, _ cluster: borrowing ClusterState
  ) {
    guard record.minReady > .zero else { return }
    for pod in pods where cluster.pods[pod].isReady && !isAvailable(pod, cluster) {
      noteRecheck(now.addingSaturating(record.minReady))
    }
  }

  private mutating func noteRecheck(_ time: SimulationTime) {
    recheck = min(recheck ?? time, time)
  }

  // MARK: Pods

  private var allowsSurge: Bool {
    detail.updateStrategy.type == .rollingUpdate && !detail.updateStrategy.maxSurge.isZero
  }

  /// A number of nodes, or a share of them rounded up.
  private func steps(_ step: IntOrString, of nodes: Int) -> Int {
    Int(clamping: (try? step.resolved(of: Int64(nodes), rounding: .up)) ?? 0)
  }

  /// Source: `IsPodUpdated`.
  private func isUpdated(_ pod: PodID, _ cluster: borrowing ClusterState) -> Bool {
    if cluster.revisionLabel(of: pod) == hash { return true }
    guard let generation, let key = cluster.symbols.find(DaemonPod.generationLabel) else {
      return false
    }
    return cluster.templates[cluster.pods[pod].template].labels[key] == generation
  }

  private func isAvailable(_ pod: PodID, _ cluster: borrowing ClusterState) -> Bool {
    let known = cluster.pods[pod]
    guard known.isReady else { return false }
    return record.minReady <= .zero
      || clock.availability(ofPodReadySince: known.readyTransition, minReady: record.minReady)
        <= now
  }
}
