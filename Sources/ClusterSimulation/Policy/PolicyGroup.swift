import ClusterState

/// Pods that a policy places all or none: those of a namespace with one value of a label.
package struct PolicyGroup: Sendable {
  /// How a group has come to its end.
  package enum Result: String, Sendable {
    /// All pods that ended did so well.
    case succeeded
    /// A pod has failed.
    case failed
    /// No pod has ended by itself: all were deleted.
    case gone
  }

  /// The label by which pods say that they go together, as the plugin Coscheduling of
  /// scheduler-plugins has it.
  package static let label = "scheduling.x-k8s.io/pod-group"

  /// What tells groups apart.
  struct Key: Hashable, Sendable {
    let namespace: Symbol
    let name: Symbol
  }

  let key: Key
  /// The first pod, whose template stands for the group.
  package let first: PodID
  /// How many pods want a node.
  package internal(set) var waitingCount = 0
  /// The pods that have neither ended nor gone, and some that have, in order of creation.
  var pods: ContiguousArray<PodID> = []
  /// How many pods have neither ended nor gone.
  var openCount = 0
  /// Whether the policy has yet to hear how many pods wait.
  var isUntold = true
  var result = Result.gone

  init(_ key: Key, first: PodID) {
    self.key = key
    self.first = first
  }

  /// The namespace of the pods.
  package var namespace: Symbol { key.namespace }

  /// The label's value.
  package var name: Symbol { key.name }

  /// Forgets pods that are over when they are most of the list.
  mutating func compact(keeping isOpen: (PodID) -> Bool) {
    guard pods.count > 16, pods.count > 2 * openCount else { return }
    pods.removeAll { !isOpen($0) }
  }
}
