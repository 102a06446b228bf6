import ClusterState

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

  /// The present facts of a node.
  public init(_ record: NodeRecord) {
    name = record.name
    labels = record.labels
    taints = ContiguousArray(
      record.taints.map { TaintLists.Entry(key: $0.key, value: $0.value, effect: $0.effect) })
    isCordoned = record.isCordoned
    allocatable = record.allocatable
    allocatablePods = record.allocatablePods
  }

  /// The events that a change from `old` to these facts makes, in the order in which the scheduler
  /// handles them.
  ///
  /// Cordoning helps nobody and is no event. Source: `framework.NodeSchedulingPropertiesChange`,
  /// Kubernetes 1.34.
  public func changes(from old: NodeFacts) -> [ClusterEvent] {
    var events: [ClusterEvent] = []
    if old.isCordoned && !isCordoned { events.append(.nodeTaintsChanged(from: old, to: self)) }
    if old.allocatable != allocatable || old.allocatablePods != allocatablePods {
      events.append(.nodeAllocatableChanged(from: old, to: self))
    }
    if old.labels != labels { events.append(.nodeLabelsChanged(from: old, to: self)) }
    if old.taints != taints { events.append(.nodeTaintsChanged(from: old, to: self)) }
    return events
  }
}
