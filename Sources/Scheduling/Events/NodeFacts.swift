import ClusterState
import KubernetesObjects

/// What queueing hints compare of a node before and after a change.
public struct NodeFacts: Hashable, Sendable {
  /// The node's name.
  public let name: Symbol
  /// `metadata.labels`.
  public let labels: LabelSet
  /// `spec.taints`, in order, without the times at which they were put on.
  public let taints: ContiguousArray<TaintLists.Entry>
  /// `spec.unschedulable`.
  public let isCordoned: Bool
  /// `status.allocatable`, without the number of pods.
  public let allocatable: ResourceAmounts
  /// `status.allocatable.pods`.
  public let allocatablePods: Int64
  /// How many devices the node has.
  public let deviceCount: Int
  /// `status.declaredFeatures`, as far as they are known.
  public let declaredFeatures: NodeFeatures

  /// The present facts of a node.
  public init(_ record: NodeRecord) {
    name = record.name
    labels = record.labels
    taints = ContiguousArray(
      record.taints.map { TaintLists.Entry(key: $0.key, value: $0.value, effect: $0.effect) })
    isCordoned = record.isCordoned
    allocatable = record.allocatable
    allocatablePods = record.allocatablePods
    deviceCount = record.deviceCount
    declaredFeatures = record.declaredFeatures
  }

  /// The events that a change from `old` to these facts makes, in the order in which the scheduler
  /// handles them.
  ///
  /// Cordoning helps nobody and is no event. Conditions and annotations are not among the facts: no
  /// plugin registers their events. Features are told since 1.36; before, no plugin waits
  /// for them. Source: `framework.NodeSchedulingPropertiesChange`, Kubernetes 1.34 and 1.36.
  public func changes(from old: NodeFacts) -> [ClusterEvent] {
    var actions: [ClusterActions] = []
    if old.isCordoned && !isCordoned { actions.append(.updateNodeTaint) }
    if old.allocatable != allocatable || old.allocatablePods != allocatablePods {
      actions.append(.updateNodeAllocatable)
    }
    if old.labels != labels { actions.append(.updateNodeLabel) }
    if old.taints != taints { actions.append(.updateNodeTaint) }
    if old.declaredFeatures != declaredFeatures { actions.append(.updateNodeDeclaredFeature) }
    return actions.map { .node($0, from: old, to: self) }
  }
}
