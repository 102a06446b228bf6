import ClusterState
import SimulationEngine

/// The node controller of an era: one that deletes pods, or one that taints nodes.
public enum NodeLifecycle: Sendable {
  /// Kubernetes 1.0 to 1.12.
  case deletion(NodeLifecycleController)
  /// Kubernetes 1.13 to 1.34.
  case taints(TaintEvictionController)

  /// The controller that `settings` ask for.
  public init(settings: NodeLifecycleSettings) {
    switch settings.eviction {
    case .deletion(let deletion):
      self = .deletion(NodeLifecycleController(settings: settings, deletion: deletion))
    case .taints(let zones):
      self = .taints(TaintEvictionController(settings: settings, zones: zones))
    }
  }

  /// Looks at every node: the pass of the monitor period.
  public mutating func monitor(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    switch consume self {
    case .deletion(var controller):
      controller.monitor(at: now, in: cluster, actions: &actions)
      self = .deletion(controller)
    case .taints(var controller):
      controller.monitor(at: now, in: cluster, actions: &actions)
      self = .taints(controller)
    }
  }

  /// Takes the next node off the queues.
  public mutating func evict(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    switch consume self {
    case .deletion(var controller):
      controller.evict(at: now, in: cluster, actions: &actions)
      self = .deletion(controller)
    case .taints(var controller):
      controller.taintNext(at: now, in: cluster, actions: &actions)
      self = .taints(controller)
    }
  }

  /// Notes that the time of `pod` on a tainted node is up.
  public mutating func tolerationEnded(
    of pod: PodID, generation: Int32, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    switch consume self {
    case .deletion(let controller): self = .deletion(controller)
    case .taints(var controller):
      controller.tolerationEnded(
        of: pod, generation: generation, at: now, in: cluster, actions: &actions)
      self = .taints(controller)
    }
  }

  /// Notes a write that pods on tainted nodes may depend on.
  public mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ContiguousArray<ControllerAction>
  ) {
    switch consume self {
    case .deletion(let controller): self = .deletion(controller)
    case .taints(var controller):
      controller.observe(change, at: now, in: cluster, actions: &actions)
      self = .taints(controller)
    }
  }
}
