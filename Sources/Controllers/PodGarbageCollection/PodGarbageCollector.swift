import ClusterState
import SimulationEngine

/// Removes pods that nobody else will: ended ones beyond a limit, those of nodes that are gone, and
/// those that are being deleted and were never bound.
///
/// Source: `pkg/controller/podgc/gc_controller.go`, Kubernetes 1.2 to 1.34.
package struct PodGarbageCollector: Controller {
  /// How the collector works.
  package struct Settings: Sendable {
    /// How often it looks.
    package var period: SimulationDuration = .seconds(20)
    /// How many ended pods are kept; negative for all.
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
    } else if change.subject == .node && change.verb == .removed {
      gone.append(NodeID(Int(change.index)))
    }
  }

  /// Looks once.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    collectTerminated(cluster, &actions)
    for node in gone where now - cluster.nodes[node.row].removed >= settings.quarantine {
      cluster.pods.forEach(on: node) {
        actions.append(.write(.deletePod($0, .nodeGone, isForced: true)))
      }
    }
    gone.removeAll { now - cluster.nodes[$0.row].removed >= settings.quarantine }
  }

  private mutating func collectTerminated(
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    guard settings.terminatedPodThreshold >= 0,
      terminated.count > settings.terminatedPodThreshold
    else { return }
    terminated.removeAll { cluster.pods[$0].isRemoved }
    terminated.sort()
    let surplus = terminated.count - settings.terminatedPodThreshold
    guard surplus > 0 else { return }
    for pod in terminated.prefix(surplus) {
      actions.append(.write(.deletePod(pod, .terminatedPodLimit, isForced: true)))
    }
    terminated.removeFirst(surplus)
  }
}
