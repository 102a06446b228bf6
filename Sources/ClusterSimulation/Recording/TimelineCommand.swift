import ClusterState
import SimulationEngine

/// A verb of the timeline that has been carried out, or that found nothing to act on.
package struct TimelineCommand: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// The entry's row in `SimulationConfiguration.timeline`.
  package let entry: Int32
  /// How many of its requests were refused at once.
  package internal(set) var refusals: Int32 = 0
}

/// A change of a node's condition that waited for its turn with the node controller's client, on
/// which the rate limit of its writes lies.
package struct DelayedCondition: Hashable, Sendable {
  /// When the change was written.
  package let time: SimulationTime
  /// Which node.
  package let node: NodeID
  /// For how long the write waited before it was sent.
  package let wait: SimulationDuration
}
