import ClusterState
import SimulationEngine

/// Deletes finished jobs when their time to live is over.
///
/// Source: `pkg/controller/ttlafterfinished`, Kubernetes 1.21 to 1.36.
package struct FinishedJobController: Controller {
  private let clock: WallClock
  private var queue = WorkQueue()
  private var delayed = DelayedKeys(timer: 0)

  /// A controller that knows no job; the clock is that of the run.
  package init(clock: WallClock) { self.clock = clock }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "ttl-after-finished-controller" }

  /// Jobs.
  package var interests: SubjectSet { .workloads }

  /// Whether any job waits to be looked at.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes a job that is finished and is not to stay for ever.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    let id = WorkloadID(index: change.index)
    guard change.subject == .workload, cluster.workloads[id.row].kind == .job else { return }
    if end(of: id, cluster) != nil { queue.add(id.index) }
  }

  /// When the life of a job is over; nil for a job that stays.
  private func end(
    of id: WorkloadID, _ cluster: borrowing ClusterState
  )
    -> SimulationTime?
  {
    let record = cluster.workloads[id.row]
    guard record.isPresent, record.deletion == nil, let finish = record.status.jobEnd,
      case .job(let detail)? = cluster.detail(of: id), let timeToLive = detail.timeToLive
    else { return nil }
    return clock.wholeSecond(finish.lastTransition).addingSaturating(timeToLive)
  }

  /// Deletes the jobs whose time is over, and lets the others wait.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let key = queue.next() {
      let id = WorkloadID(index: key)
      guard let end = end(of: id, cluster) else { continue }
      if end <= now {
        actions.append(.write(.deleteWorkload(id, .foreground)))
      } else {
        delayed.add(key, after: end - now, at: now, actions: &actions)
      }
    }
  }

  /// Looks at a job whose time may be over.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard delayed.end(timer) else { return }
    queue.add(timer.key)
    sync(at: now, in: cluster, actions: &actions)
  }

  /// A job whose life is to end one day, which nobody waits for.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.workloads.indices where cluster.workloads[row].kind == .job {
      let id = WorkloadID(index: Int32(row))
      if end(of: id, cluster) != nil, !delayed.isWaiting(id.index) {
        return UnsettledObject(
          .workload, id.index, "is finished, and nobody waits for the end of its time to live")
      }
    }
    return nil
  }
}
