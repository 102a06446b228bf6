import ClusterState
import SimulationEngine

/// Removes pods that nobody else will: ended ones beyond a limit, those of nodes that are gone, and
/// those that are being deleted on nodes that are out of service.
///
/// Source: `pkg/controller/podgc/gc_controller.go`, Kubernetes 1.2 to 1.34.
package struct PodGarbageCollector: Controller {
  /// How the collector works.
  package struct Settings: Sendable {
    /// How often it looks.
    package var period: SimulationDuration = .seconds(20)
    /// How many ended pods are kept; zero or less for all.
    package var terminatedPodThreshold: Int = 12_500
    /// How long a node must have been gone before its pods go; zero for at once.
    package var quarantine: SimulationDuration = .seconds(40)

    /// The defaults of Kubernetes 1.34.
    package init() {}
  }

  /// How the collector works.
  package let settings: Settings
  private var terminated: ContiguousArray<PodID> = []
  private var gone: ContiguousArray<NodeID> = []
  /// The nodes that someone has marked as out of service.
  private var outOfService: ContiguousArray<NodeID> = []

  /// A collector that has seen nothing.
  package init(settings: Settings) { self.settings = settings }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "pod-garbage-collector-controller" }

  /// Pods that end and nodes that go.
  package var interests: SubjectSet { [.pods, .nodes] }

  /// It looks when its period is over, whatever has happened.
  package var hasWork: Bool { false }

  /// Begins the rounds.
  package mutating func begin(_ rounds: NeededRounds, actions: inout ControllerActions) {
    if rounds.garbage { actions.append(.setTimer(ControllerTimer(0), after: settings.period)) }
  }

  /// The period of the rounds.
  package func period(of timer: ControllerTimer) -> SimulationDuration? { settings.period }

  /// There is nothing to do between two rounds.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// Notes a change of a pod or a node.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    if change.subject == .pod && change.verb == .reported {
      let pod = PodID(Int(change.index))
      let record = cluster.pods[pod]
      if record.phase.isTerminal && !record.isRemoved { terminated.append(pod) }
    } else if change.subject == .node {
      observe(NodeID(Int(change.index)), change.verb, cluster)
    }
  }

  /// Takes up the pods that have ended, and the nodes that are out of service or have left pods
  /// behind.
  package mutating func list(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      if record.phase.isTerminal && !record.isRemoved { terminated.append(PodID(row)) }
    }
    for row in cluster.nodes.indices {
      let node = NodeID(row)
      if cluster.nodes[row].isPresent {
        observe(node, .added, cluster)
      } else if cluster.pods.count(on: node) > 0 {
        gone.append(node)
      }
    }
  }

  private mutating func observe(
    _ node: NodeID, _ verb: ClusterChange.Verb, _ cluster: borrowing ClusterState
  ) {
    switch verb {
    case .removed:
      gone.append(node)
      outOfService.removeAll { $0 == node }
    case .added, .specified:
      if !cluster.nodes[node.row].isOutOfService(cluster.symbols) {
        outOfService.removeAll { $0 == node }
      } else if !outOfService.contains(node) {
        outOfService.append(node)
      }
    case .bound, .reported, .deleting: break
    }
  }

  /// Looks once.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    collectTerminated(cluster, &actions)
    collectTerminating(cluster, &actions)
    for node in gone where now - cluster.nodes[node.row].removed >= settings.quarantine {
      cluster.pods.forEach(on: node) {
        actions.append(.write(.deletePod($0, .nodeGone, isForced: true)))
      }
    }
    for pod in cluster.podsAwaitingNodes
    where now - cluster.pods[pod].created >= settings.quarantine {
      actions.append(.write(.deletePod(pod, .nodeGone, isForced: true)))
    }
    gone.removeAll { now - cluster.nodes[$0.row].removed >= settings.quarantine }
  }

  /// Removes the pods that are being deleted on nodes that are out of service and not ready: nobody
  /// there can stop them any more, nor run them.
  ///
  /// Source: `gcTerminating`, Kubernetes 1.28 to 1.34.
  private func collectTerminating(
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    for node in outOfService where cluster.nodes[node.row].ready != .yes {
      cluster.pods.forEach(on: node) {
        guard cluster.pods[$0].isDeleting else { return }
        actions.append(.write(.deletePod($0, .outOfService, isForced: true)))
      }
    }
  }

  private mutating func collectTerminated(
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    guard settings.terminatedPodThreshold > 0,
      terminated.count > settings.terminatedPodThreshold
    else { return }
    terminated.sort()
    // Of a pod that ended just after another report, both writes have told of its end.
    var present: ContiguousArray<PodID> = []
    for pod in terminated where pod != present.last && !cluster.pods[pod].isRemoved {
      present.append(pod)
    }
    terminated = present
    let surplus = terminated.count - settings.terminatedPodThreshold
    guard surplus > 0 else { return }
    for pod in terminated.prefix(surplus) {
      actions.append(.write(.deletePod(pod, .terminatedPodLimit, isForced: true)))
    }
    terminated.removeFirst(surplus)
  }
}
