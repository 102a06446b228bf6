import ClusterState
import SimulationEngine

/// How many pods a workload has.
struct PodCensus: Sendable {
  var active: Int32 = 0
  var ready: Int32 = 0
  var terminating: Int32 = 0
  /// How many have been ready for long enough.
  var available: Int32 = 0
  /// When the next ready pod will be available.
  var nextAvailable: SimulationTime?

  /// No pods.
  init() {}

  /// Counts the pods of `id`: those that it owns, or all that its selector matches.
  init(of id: WorkloadID, in cluster: borrowing ClusterState, byOwner: Bool) {
    if byOwner {
      let counts = cluster.pods.counts(of: id)
      (active, ready, terminating) = (counts.active, counts.ready, counts.terminating)
      available = ready
      return
    }
    for template in cluster.workloads[id.row].matching {
      let counts = cluster.pods.counts(of: template)
      active += counts.active
      ready += counts.ready
      terminating += counts.terminating
    }
    available = ready
  }

  /// Counts the pods that are available at `now`, where readiness alone does not make them so.
  mutating func countAvailable(
    of id: WorkloadID, in cluster: borrowing ClusterState, byOwner: Bool, clock: WallClock,
    at now: SimulationTime
  ) {
    let minReady = cluster.workloads[id.row].minReady
    guard minReady > .zero, ready > 0 else { return }
    let census = Availability(
      of: id, in: cluster, byOwner: byOwner, minReady: minReady, clock: clock, now: now)
    (available, nextAvailable) = (census.available, census.next)
  }
}

/// How many pods have been ready for long enough to count as available.
struct Availability {
  var available: Int32 = 0
  /// When the next ready pod will be available.
  var next: SimulationTime?

  init(
    of id: WorkloadID, in cluster: borrowing ClusterState, byOwner: Bool,
    minReady: SimulationDuration, clock: WallClock, now: SimulationTime
  ) {
    for template in cluster.workloads[id.row].matching {
      cluster.pods.forEach(of: template) { pod in
        let record = cluster.pods[pod]
        guard record.isActive, record.isReady, !byOwner || record.owner == id else { return }
        let due = clock.availability(
          ofPodReadySince: record.readyTransition, minReady: minReady)
        if due <= now { available += 1 } else { next = min(next ?? due, due) }
      }
    }
  }
}

/// The pods that go when there are more than wanted.
enum SurplusPods {
  /// The `count` pods of `id` that rank first for deletion, first to go first.
  static func choose(
    _ count: Int, of id: WorkloadID, in cluster: borrowing ClusterState,
    era: DeletionRanking.Era, byOwner: Bool, now: SimulationTime
  ) -> ContiguousArray<PodID> {
    var pods: ContiguousArray<PodID> = []
    for template in cluster.workloads[id.row].matching {
      cluster.pods.forEach(of: template) { pod in
        let record = cluster.pods[pod]
        guard record.isActive, !byOwner || record.owner == id else { return }
        pods.append(pod)
      }
    }
    guard count < pods.count else { return pods }
    return ContiguousArray(ranked(pods, in: cluster, era: era, now: now).prefix(count))
  }

  /// `pods`, first to go first.
  static func ranked(
    _ pods: ContiguousArray<PodID>, in cluster: borrowing ClusterState, era: DeletionRanking.Era,
    now: SimulationTime
  ) -> ContiguousArray<PodID> {
    let crowding = crowding(of: pods, cluster)
    let ranked = pods.map { (pod: $0, rank: rank($0, crowding, cluster)) }
      .sorted { $0.rank.precedes($1.rank, era: era, now: now) }
    return ContiguousArray(ranked.map(\.pod))
  }

  private static func crowding(
    of pods: ContiguousArray<PodID>, _ cluster: borrowing ClusterState
  ) -> [NodeID: Int32] {
    var crowding: [NodeID: Int32] = [:]
    for pod in pods where cluster.pods[pod].node.isPresent {
      crowding[cluster.pods[pod].node, default: 0] += 1
    }
    return crowding
  }

  private static func rank(
    _ pod: PodID, _ crowding: [NodeID: Int32], _ cluster: borrowing ClusterState
  ) -> DeletionRanking {
    let record = cluster.pods[pod]
    var rank = DeletionRanking(
      isAssigned: record.node.isPresent, phase: record.phase, isReady: record.isReady,
      readySince: record.readyTransition.isSet ? record.readyTransition : nil,
      restarts: record.restarts, created: record.created,
      tieBreaker: record.name.text(cluster.symbols))
    rank.neighbors = crowding[record.node] ?? 0
    let annotation = cluster.templates[record.template].pod.metadata
      .annotations["controller.kubernetes.io/pod-deletion-cost"]
    rank.deletionCost = annotation.flatMap { Int32($0) } ?? 0
    return rank
  }
}
