import ClusterState
import SimulationEngine

/// Keeps the endpoints of each service equal to the ready pods that its selector matches.
///
/// It collects the pods that have changed and brings the services that select or list them up to
/// date for these alone, so that a change costs no more where there are more pods and services.
/// Source: `pkg/controller/endpoint`, Kubernetes 1.2 to 1.34.
package struct EndpointsController: Controller {
  /// The period of the writes; nil where the controller is driven by watches.
  package let syncPeriod: SimulationDuration?
  private var pods = WorkQueue()
  private var services = WorkQueue()

  /// A controller that knows no service.
  package init(syncPeriod: SimulationDuration?) { self.syncPeriod = syncPeriod }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "endpoints-controller" }

  /// Pods and services.
  package var interests: SubjectSet { [.pods, .services] }

  /// A poll does not wait for watches.
  package var syncsOnDelivery: Bool { syncPeriod == nil }

  /// Whether anything waits for a sync.
  package var hasWork: Bool { !pods.isEmpty || !services.isEmpty }

  /// Begins the poll, where there is one.
  package mutating func begin(_ rounds: NeededRounds, actions: inout ControllerActions) {
    if let syncPeriod { actions.append(.setTimer(ControllerTimer(0), after: syncPeriod)) }
  }

  /// The period of the poll.
  package func period(of timer: ControllerTimer) -> SimulationDuration? { syncPeriod }

  /// Notes a change of a pod or a service.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .pod: pods.add(change.index)
    case .service where change.verb == .added || change.verb == .specified:
      services.add(change.index)
    default: break
    }
  }

  /// Looks at a pod again if what was written of it, on its way while the pod changed, is out of
  /// date: the next sync mends it.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard case .setEndpoint(let service, let pod, let isReady) = write else { return }
    if isReady != isWanted(pod, in: service, cluster) { pods.add(pod.index) }
  }

  /// Brings every service up to date.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    var whole: Set<ServiceID> = []
    while let row = services.next() {
      let service = ServiceID(index: row)
      whole.insert(service)
      for pod in cluster.services[service.row].readyEndpoints {
        update(service, pod, cluster, &actions)
      }
      for template in cluster.services[service.row].matching {
        cluster.pods.forEach(of: template) { update(service, $0, cluster, &actions) }
      }
    }
    while let row = pods.next() { update(PodID(index: row), but: whole, cluster, &actions) }
  }

  /// The poll is due.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    sync(at: now, in: cluster, actions: &actions)
  }

  /// Brings the services up to date for `pod`, but for those in `done`: those that select it, and
  /// where others list it, because its labels or their selectors have changed, every one.
  private func update(
    _ pod: PodID, but done: Set<ServiceID>, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let selecting = cluster.services(selecting: cluster.pods[pod].template)
    let listing = selecting.count { cluster.services[$0.row].contains(pod) }
    if listing == cluster.endpointCount(of: pod) {
      for service in selecting where !done.contains(service) {
        update(service, pod, cluster, &actions)
      }
    } else {
      for row in cluster.services.indices where !done.contains(ServiceID(row)) {
        update(ServiceID(row), pod, cluster, &actions)
      }
    }
  }

  private func update(
    _ service: ServiceID, _ pod: PodID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard cluster.services[service.row].isPresent else { return }
    let isListed = cluster.services[service.row].contains(pod)
    let isReady = isWanted(pod, in: service, cluster)
    if isListed != isReady {
      actions.append(.write(.setEndpoint(service, pod, isReady: isReady)))
    }
  }

  private func isWanted(
    _ pod: PodID, in service: ServiceID, _ cluster: borrowing ClusterState
  ) -> Bool {
    let state = cluster.pods[pod]
    return state.isReady && state.node.isPresent && !state.isDeleting && !state.isRemoved
      && cluster.services[service.row].matching.contains(state.template)
  }

  /// The endpoints of a settled service are its ready pods.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.services.indices where cluster.services[row].isPresent {
      let service = cluster.services[row]
      var wanted: ContiguousArray<PodID> = []
      for template in service.matching {
        cluster.pods.forEach(of: template) { pod in
          let record = cluster.pods[pod]
          if record.isReady && record.node.isPresent && !record.isDeleting { wanted.append(pod) }
        }
      }
      guard service.readyEndpoints.sorted() != wanted.sorted() else { continue }
      return UnsettledObject(
        .service, Int32(row),
        "is settled with \(service.readyEndpoints.count) endpoints of \(wanted.count)")
    }
    return nil
  }
}
