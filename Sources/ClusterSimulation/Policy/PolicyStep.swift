import ClusterState
import SimulationEngine

/// What a policy outside the program is asked: all that has happened since it was asked last.
///
/// What the events are about stands in the tables of the simulation at this instant.
package struct PolicyStep: Sendable {
  /// The number of the step, from 1.
  package let number: Int64
  /// Now.
  package let time: SimulationTime
  /// What has happened, in order.
  package let events: ContiguousArray<PolicyEvent>
}

/// Something that a policy is told.
package enum PolicyEvent: Hashable, Sendable {
  /// A node is there.
  case nodeAdded(NodeID)
  /// What a node offers has changed.
  case nodeChanged(NodeID, PolicyNodeFacts.Fields)
  /// A node is gone.
  case nodeGone(NodeID)
  /// The first pod of several that go together: the number of the group.
  case groupAdded(Int32)
  /// Another number of the group's pods wants nodes than was told.
  case groupChanged(Int32)
  /// Every pod of a group has ended or is gone.
  case groupFinished(Int32, PolicyGroup.Result)
  /// A pod is there: it wants a node, or somebody else has bound it.
  case podAdded(PodID)
  /// A pod has another template than was told.
  case podChanged(PodID)
  /// A pod is bound.
  case podBound(PodID, NodeID)
  /// A pod has ended by itself.
  case podFinished(PodID)
  /// A pod is gone, or does not want a node any more.
  case podGone(PodID)
  /// A decision was not to be carried out any more: of which pod, on which node, and why.
  case rejected(PodID, NodeID, [String])
  /// The instant that the policy asked to be woken at.
  case woken
}

/// What a policy answers.
package struct PolicyAnswer: Sendable {
  /// Pods to be bound, all of them or none, each to the node in its place.
  package struct Binding: Sendable {
    /// The pods.
    package let pods: ContiguousArray<PodID>
    /// The nodes, one for each pod.
    package let nodes: ContiguousArray<NodeID>
    /// The devices that a single pod gets; none to leave it to the rule of placement.
    package let devices: DeviceSet
    /// The group that the pods are; nil for a single pod.
    package let group: Int32?

    /// Binds the pods of `group` that wait, each to the node in its place.
    package init(group: Int32, pods: ContiguousArray<PodID>, nodes: ContiguousArray<NodeID>) {
      self.group = group
      self.pods = pods
      self.nodes = nodes
      devices = .none
    }

    /// Binds one pod.
    package init(pod: PodID, node: NodeID, devices: DeviceSet = .none) {
      group = nil
      pods = [pod]
      nodes = [node]
      self.devices = devices
    }
  }

  /// What is to be bound, in order.
  package var bindings: ContiguousArray<Binding> = []
  /// Pods to be deleted for others.
  package var preemptions: ContiguousArray<PodID> = []
  /// When to ask again without an event; nil leaves it as it is.
  package var wake: SimulationTime?
  /// How long the policy is said to have thought: its answer takes effect so much later.
  package var cost = SimulationDuration.zero

  /// Nothing is done.
  package init() {}
}

/// What is wrong with an answer that takes effect at once: where in the answer, and why.
package struct PolicyFailure: Hashable, Sendable {
  /// The path of the field, such as `bind[2]`.
  package let field: String
  /// Why it cannot be.
  package let reason: String
}
