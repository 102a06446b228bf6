import ClusterState
import SimulationEngine

/// Removes pods that nobody else will: ended ones beyond a limit, those of nodes that are gone, and
/// those that are being deleted and were never bound.
///
/// Source: `pkg/controller/podgc/gc_controller.go`, Kubernetes 1.2 to 1.34.
public struct PodGarbageCollector: Sendable {
  /// How the collector works.
  public struct Settings: Sendable {
    /// How often it looks.
    public var period: SimulationDuration = .seconds(20)
    /// How many ended pods are kept; negative for all.
    public var terminatedPodThreshold: Int = 12_500
    /// How long a node must have been gone before its pods go; zero for at once.
    public var quarantine: SimulationDuration = .seconds(40)

    /// The defaults of Kubernetes 1.34.
    public init() {}
  }

  /// How the collector works.
  public let settings: Settings
  private var terminated: ContiguousArray<PodID> = []
  private var gone: ContiguousArray<NodeID> = []

  /// A collector that has seen nothing.
  public init(settings: Settings) { self.settings = settings }

  /// Notes a change of a pod or a node.
  public mutating func observe(_ change: ClusterChange, in cluster: borrowing ClusterState) {
    if change.subject == .pod && change.verb == .reported {
      let pod = PodID(Int(change.index))
      let record = cluster.pods[pod]
      if record.phase.isTerminal && !record.isRemoved { terminated.append(pod) }
    } else if change.subject == .node && change.verb == .removed {
      gone.append(NodeID(Int(change.index)))
    }
  }

  /// Looks once.
  public mutating func collect(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    collectTerminated(cluster, &actions)
    for node in gone where now - cluster.nodes[node.row].removed >= settings.quarantine {
      cluster.pods.forEach(on: node) { actions.append(.forceDeletePod($0, .nodeGone)) }
    }
    gone.removeAll { now - cluster.nodes[$0.row].removed >= settings.quarantine }
  }

  private mutating func collectTerminated(
    _ cluster: borrowing ClusterState, _ actions: inout ContiguousArray<ControllerAction>
  ) {
    guard settings.terminatedPodThreshold >= 0,
      terminated.count > settings.terminatedPodThreshold
    else { return }
    terminated.removeAll { cluster.pods[$0].isRemoved }
    terminated.sort()
    let surplus = terminated.count - settings.terminatedPodThreshold
    guard surplus > 0 else { return }
    for pod in terminated.prefix(surplus) {
      actions.append(.forceDeletePod(pod, .terminatedPodLimit))
    }
    terminated.removeFirst(surplus)
  }
}
