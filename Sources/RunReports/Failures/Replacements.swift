import ClusterSimulation
import ClusterState
import SimulationEngine

/// Which pod took the place of which.
///
/// A pod that is deleted or ends leaves a vacancy with its controller. In order of time, each
/// vacancy is filled by the first pod of the same controller that was created since and fills no
/// other one. Pods that were deleted because there were too many leave none.
struct Replacements {
  private struct Vacancy {
    let owner: WorkloadID
    let time: SimulationTime
    let pod: PodID
  }

  /// The replacement of each pod by row, `absent` for none.
  private var filling: ContiguousArray<PodID>

  init(_ source: ReportSource) {
    let pods = source.cluster.pods
    filling = ContiguousArray(repeating: .absent, count: pods.count)
    let surplus = Self.surplus(source)
    var vacancies: ContiguousArray<Vacancy> = []
    var created: ContiguousArray<ContiguousArray<PodID>> = []
    for row in 0..<pods.count {
      let pod = pods[PodID(row)]
      let owner = pod.owner
      guard owner.isPresent else { continue }
      while created.count <= owner.row { created.append([]) }
      created[owner.row].append(PodID(row))
      guard let time = Self.departure(of: pod), !surplus.contains(PodID(row)) else { continue }
      vacancies.append(Vacancy(owner: owner, time: time, pod: PodID(row)))
    }
    vacancies.sort { ($0.time, $0.pod) < ($1.time, $1.pod) }
    var next = ContiguousArray(repeating: 0, count: created.count)
    for vacancy in vacancies {
      let candidates = created[vacancy.owner.row]
      while next[vacancy.owner.row] < candidates.count,
        pods[candidates[next[vacancy.owner.row]]].created < vacancy.time
      {
        next[vacancy.owner.row] += 1
      }
      guard next[vacancy.owner.row] < candidates.count else { continue }
      filling[vacancy.pod.row] = candidates[next[vacancy.owner.row]]
      next[vacancy.owner.row] += 1
    }
  }

  /// The pod that took the place of `pod`; nil for none.
  func replacement(of pod: PodID) -> PodID? {
    let replacement = filling[pod.row]
    return replacement.isPresent ? replacement : nil
  }

  /// The pod that took the place of `pod` or, of pods that went before they were ready, the last
  /// one that took theirs; nil if the place is empty.
  func lastingReplacement(of pod: PodID, in cluster: ClusterState) -> PodID? {
    var place = pod
    while let next = replacement(of: place) {
      let record = cluster.pods[next]
      if record.firstReady.isSet || Self.departure(of: record) == nil { return next }
      place = next
    }
    return nil
  }

  /// When a pod stopped counting for its controller; nil if it still counts.
  private static func departure(of pod: PodRecord) -> SimulationTime? {
    switch (pod.deletionRequested.isSet, pod.finished.isSet) {
    case (true, true): min(pod.deletionRequested, pod.finished)
    case (true, false): pod.deletionRequested
    case (false, true): pod.finished
    case (false, false): nil
    }
  }

  private static func surplus(_ source: ReportSource) -> Set<PodID> {
    Set(source.recording.deletions.lazy.filter { $0.cause == .surplus }.map(\.pod))
  }
}
