import ClusterState
import SimulationEngine

/// Keeps the endpoints of each service equal to the pods that its selector matches.
///
/// It collects the pods that have changed and brings the services that select or list them up to
/// date for these alone, so that a change costs no more where there are more pods and services.
/// What changes of a service goes out in one request a slice. Endpoint slices list unready and
/// terminating pods too, each with its conditions; the endpoints of before only ready ones.
/// Source: `pkg/controller/endpoint`, Kubernetes 1.2 to 1.20, and `pkg/controller/endpointslice`,
/// 1.21 to 1.36.
package struct EndpointsController: Controller {
  /// The period of the writes; nil where the controller is driven by watches.
  package let syncPeriod: SimulationDuration?
  /// Whether it writes endpoint slices.
  let writesSlices: Bool
  /// The most endpoints of one slice, and so of one request: `--max-endpoints-per-slice`.
  private static let sliceSize = 100
  private var pods = WorkQueue()
  private var services = WorkQueue()
  /// What a sync finds changed.
  private var changes: ContiguousArray<EndpointChange> = []

  private struct EndpointChange {
    let service: ServiceID
    let pod: PodID
    let conditions: EndpointConditions?
  }

  /// A controller that knows no service.
  package init(syncPeriod: SimulationDuration?, writesSlices: Bool = false) {
    self.syncPeriod = syncPeriod
    self.writesSlices = writesSlices
  }

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
    guard case .setEndpoint(let service, let pod, let conditions) = write else { return }
    if conditions != wanted(pod, in: service, cluster) { pods.add(pod.index) }
  }

  /// Brings every service up to date.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    var whole: Set<ServiceID> = []
    while let row = services.next() {
      let service = ServiceID(index: row)
      whole.insert(service)
      for endpoint in cluster.services[service.row].endpoints {
        update(service, endpoint.pod, cluster)
      }
      for template in cluster.services[service.row].matching {
        cluster.pods.forEach(of: template) { pod in
          if cluster.services[service.row].conditions(of: pod) == nil {
            update(service, pod, cluster)
          }
        }
      }
    }
    while let row = pods.next() { update(PodID(index: row), but: whole, cluster) }
    send(&actions)
  }

  /// Asks for what has changed, service by service.
  private mutating func send(_ actions: inout ControllerActions) {
    guard !changes.isEmpty else { return }
    if changes.count > 1 { changes.sort { ($0.service, $0.pod) < ($1.service, $1.pod) } }
    var service = ServiceID.absent
    var count = 0
    for change in changes {
      let write = ClusterWrite.setEndpoint(change.service, change.pod, change.conditions)
      if change.service == service, count < Self.sliceSize {
        count += 1
        actions.append(.addToRequest(write))
      } else {
        (service, count) = (change.service, 1)
        actions.append(.write(write))
      }
    }
    changes.removeAll(keepingCapacity: true)
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
  private mutating func update(
    _ pod: PodID, but done: Set<ServiceID>, _ cluster: borrowing ClusterState
  ) {
    let selecting = cluster.services(selecting: cluster.pods[pod].template)
    let listing = selecting.count { cluster.services[$0.row].conditions(of: pod) != nil }
    if listing == cluster.listingCount(of: pod) {
      for service in selecting where !done.contains(service) { update(service, pod, cluster) }
    } else {
      for row in cluster.services.indices where !done.contains(ServiceID(row)) {
        update(ServiceID(row), pod, cluster)
      }
    }
  }

  private mutating func update(
    _ service: ServiceID, _ pod: PodID, _ cluster: borrowing ClusterState
  ) {
    guard cluster.services[service.row].isPresent else { return }
    let conditions = wanted(pod, in: service, cluster)
    if cluster.services[service.row].conditions(of: pod) != conditions {
      changes.append(EndpointChange(service: service, pod: pod, conditions: conditions))
    }
  }

  /// What the endpoints of `service` should say of `pod`; nil if they should not list it.
  private func wanted(
    _ pod: PodID, in service: ServiceID, _ cluster: borrowing ClusterState
  ) -> EndpointConditions? {
    let state = cluster.pods[pod]
    let record = cluster.services[service.row]
    guard state.node.isPresent, !state.isRemoved, !state.phase.isTerminal,
      record.matching.contains(state.template)
    else { return nil }
    let isReady = record.publishesUnready || (state.isReady && !state.isDeleting)
    guard writesSlices else {
      return isReady && !state.isDeleting ? [.ready, .serving] : nil
    }
    var conditions: EndpointConditions = []
    if isReady { conditions.insert(.ready) }
    if state.isReady { conditions.insert(.serving) }
    if state.isDeleting { conditions.insert(.terminating) }
    return conditions
  }

  /// The endpoints of a settled service are those that its pods ask for.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.services.indices where cluster.services[row].isPresent {
      let service = cluster.services[row]
      var count = 0
      var isRight = true
      for template in service.matching {
        cluster.pods.forEach(of: template) { pod in
          let conditions = wanted(pod, in: ServiceID(row), cluster)
          if conditions != nil { count += 1 }
          if conditions != service.conditions(of: pod) { isRight = false }
        }
      }
      guard !isRight || count != service.endpoints.count else { continue }
      return UnsettledObject(
        .service, Int32(row),
        "is settled with \(service.endpoints.count) endpoints of \(count)")
    }
    return nil
  }
}
