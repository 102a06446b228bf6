import ClusterState
import SimulationEngine

/// Keeps the endpoints of each service equal to the ready pods that its selector matches.
///
/// It collects the pods that have changed and brings the services that select or list them up to
/// date for these alone, so that a change costs no more where there are more pods and services.
/// Source: `pkg/controller/endpoint`, Kubernetes 1.2 to 1.34.
public struct EndpointsController: Sendable {
  /// The period of the writes; nil where the controller is driven by watches.
  public let syncPeriod: SimulationDuration?
  private var isDirty: ContiguousArray<Bool> = []
  private var dirty: ContiguousArray<PodID> = []
  private var isServiceDirty: ContiguousArray<Bool> = []
  private var dirtyServices: ContiguousArray<ServiceID> = []

  /// A controller that knows no service.
  public init(syncPeriod: SimulationDuration?) { self.syncPeriod = syncPeriod }

  /// Notes a change of a pod or a service.
  public mutating func observe(_ change: ClusterChange) {
    switch change.subject {
    case .pod: mark(PodID(Int(change.index)))
    case .service where change.verb == .added || change.verb == .specified:
      mark(ServiceID(Int(change.index)))
    default: break
    }
  }

  private mutating func mark(_ pod: PodID) {
    while isDirty.count <= pod.row { isDirty.append(false) }
    guard !isDirty[pod.row] else { return }
    isDirty[pod.row] = true
    dirty.append(pod)
  }

  private mutating func mark(_ service: ServiceID) {
    while isServiceDirty.count <= service.row { isServiceDirty.append(false) }
    isServiceDirty[service.row] = true
    dirtyServices.append(service)
  }

  /// Looks at `pod` again if what was written of it, on its way while the pod changed, is out of
  /// date: the next sync mends it.
  public mutating func noteWrite(
    of pod: PodID, to service: ServiceID, isReady: Bool, in cluster: borrowing ClusterState
  ) {
    if isReady != isWanted(pod, in: service, cluster) { mark(pod) }
  }

  /// Whether anything waits for a sync.
  public var hasWork: Bool { !dirty.isEmpty || !dirtyServices.isEmpty }

  /// Brings every service up to date.
  public mutating func sync(
    in cluster: borrowing ClusterState, actions: inout ContiguousArray<ControllerAction>
  ) {
    for service in dirtyServices {
      for pod in cluster.services[service.row].readyEndpoints {
        update(service, pod, cluster, &actions)
      }
      for template in cluster.services[service.row].matching {
        cluster.pods.forEach(of: template) { update(service, $0, cluster, &actions) }
      }
    }
    for pod in dirty {
      isDirty[pod.row] = false
      update(pod, cluster, &actions)
    }
    for service in dirtyServices { isServiceDirty[service.row] = false }
    dirtyServices.removeAll(keepingCapacity: true)
    dirty.removeAll(keepingCapacity: true)
  }

  /// Brings the services up to date for `pod`: those that select it, and where others list it,
  /// because its labels or their selectors have changed, every one.
  private func update(
    _ pod: PodID, _ cluster: borrowing ClusterState,
    _ actions: inout ContiguousArray<ControllerAction>
  ) {
    let selecting = cluster.services(selecting: cluster.pods[pod].template)
    let listing = selecting.count { cluster.services[$0.row].contains(pod) }
    if listing == cluster.endpointCount(of: pod) {
      for service in selecting where !isDirty(service) {
        update(service, pod, cluster, &actions)
      }
    } else {
      for row in cluster.services.indices where !isDirty(ServiceID(row)) {
        update(ServiceID(row), pod, cluster, &actions)
      }
    }
  }

  private func isDirty(_ service: ServiceID) -> Bool {
    service.row < isServiceDirty.count && isServiceDirty[service.row]
  }

  private func update(
    _ service: ServiceID, _ pod: PodID, _ cluster: borrowing ClusterState,
    _ actions: inout ContiguousArray<ControllerAction>
  ) {
    guard cluster.services[service.row].isPresent else { return }
    let isListed = cluster.services[service.row].contains(pod)
    let isReady = isWanted(pod, in: service, cluster)
    if isListed != isReady { actions.append(.setEndpoint(service, pod, isReady: isReady)) }
  }

  private func isWanted(
    _ pod: PodID, in service: ServiceID, _ cluster: borrowing ClusterState
  ) -> Bool {
    let state = cluster.pods[pod]
    return state.isReady && state.node.isPresent && !state.isDeleting && !state.isRemoved
      && cluster.services[service.row].matching.contains(state.template)
  }
}
