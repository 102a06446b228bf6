import ClusterState
import SimulationEngine

/// The pods of a stateful set at one instant, by ordinal.
struct StatefulSetPods {
  /// The pods of the wanted ordinals, lowest first; `absent` where there is none.
  private(set) var replicas: ContiguousArray<PodID>
  /// The pods beyond the wanted ordinals, highest ordinal first, with their ordinals.
  private(set) var condemned: [(pod: PodID, ordinal: Int32)]
  /// The first pod that is not available: a wanted one, else the lowest of the condemned. Nil if
  /// all are, `absent` for one that is not there.
  private(set) var firstUnavailable: PodID?
  /// When the next ready pod will have been ready for long enough.
  private(set) var nextAvailable: SimulationTime?

  private let minReady: SimulationDuration
  private let clock: WallClock
  private let now: SimulationTime

  /// The pods `members` of the set `record`, whose ordinals are their marks.
  init(
    _ members: ContiguousArray<OwnedPods<Int32>.Member>, of record: WorkloadRecord,
    firstOrdinal: Int32, clock: WallClock, in cluster: borrowing ClusterState,
    at now: SimulationTime
  ) {
    self.clock = clock
    minReady = record.minReady
    self.now = now
    replicas = ContiguousArray(repeating: .absent, count: Int(max(0, record.replicas)))
    condemned = []
    for member in members where member.mark >= 0 {
      let place = Int(member.mark) - Int(firstOrdinal)
      if replicas.indices.contains(place) {
        replicas[place] = member.pod
      } else {
        condemned.append((member.pod, member.mark))
      }
    }
    condemned.sort { ($0.ordinal, $0.pod) > ($1.ordinal, $1.pod) }
    firstUnavailable =
      replicas.first { isUnavailable($0, cluster) }
      ?? condemned.last { isUnavailable($0.pod, cluster) }?.pod
    for pod in replicas where pod.isPresent { noteAvailability(of: cluster.pods[pod]) }
    for (pod, _) in condemned { noteAvailability(of: cluster.pods[pod]) }
  }

  private mutating func noteAvailability(of record: PodRecord) {
    guard minReady > .zero, record.isRunningAndReady else { return }
    let due = availability(of: record)
    if due > now { nextAvailable = min(nextAvailable ?? due, due) }
  }

  /// Whether `record` runs, is ready, and has been so for long enough.
  func isAvailable(_ record: PodRecord) -> Bool {
    guard record.isRunningAndReady else { return false }
    return minReady <= .zero || availability(of: record) <= now
  }

  private func availability(of record: PodRecord) -> SimulationTime {
    clock.availability(ofPodReadySince: record.readyTransition, minReady: minReady)
  }

  /// Whether `pod` is not there, is going, or is not available.
  func isUnavailable(_ pod: PodID, _ cluster: borrowing ClusterState) -> Bool {
    guard pod.isPresent else { return true }
    let record = cluster.pods[pod]
    return record.isDeleting || !isAvailable(record)
  }

  /// The numbers of the status, with the pods of the revisions labelled `current` and `update`.
  func counts(
    current: Symbol, update: Symbol, in cluster: borrowing ClusterState
  ) -> (status: WorkloadStatus, current: Int32) {
    var status = WorkloadStatus()
    var currentReplicas: Int32 = 0
    var updated: Int32 = 0
    for pod in replicas + condemned.map(\.pod) where pod.isPresent {
      let record = cluster.pods[pod]
      status.replicas += 1
      if record.isRunningAndReady { status.readyReplicas += 1 }
      if isAvailable(record) { status.availableReplicas += 1 }
      guard !record.isDeleting else { continue }
      let label = cluster.revisionLabel(of: pod)
      if label == current { currentReplicas += 1 }
      if label == update { updated += 1 }
    }
    status.updatedReplicas = updated
    return (status, currentReplicas)
  }
}

extension PodRecord {
  /// Source: `isRunningAndReady` of `pkg/controller/statefulset`, Kubernetes 1.20 to 1.36.
  var isRunningAndReady: Bool { phase == .running && isReady }
}
