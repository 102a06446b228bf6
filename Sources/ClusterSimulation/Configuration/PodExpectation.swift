import KubernetesObjects

/// What is expected of where pods are, or of how many there are.
package struct PodExpectation: Hashable, Sendable {
  /// What a pod's life has come to.
  package enum State: String, CaseIterable, Hashable, Sendable {
    case pending = "Pending"
    case running = "Running"
    case succeeded = "Succeeded"
    case failed = "Failed"
    /// Being deleted, and still there.
    case terminating = "Terminating"
  }

  /// What nodes are grouped by.
  package enum Topology: Hashable, Sendable {
    /// Each node is a group.
    case node
    case zone
    case pool
    /// The nodes that have an equal value of this label.
    case label(String)

    /// The topology as scenarios write it: `zone`, or the key of a label.
    package init(_ word: String) {
      switch word {
      case "node": self = .node
      case "zone": self = .zone
      case "pool": self = .pool
      default: self = .label(word)
      }
    }

    /// The word or key.
    package var word: String {
      switch self {
      case .node: "node"
      case .zone: "zone"
      case .pool: "pool"
      case .label(let key): key
      }
    }
  }

  /// What is made of the pods.
  package enum Measure: Hashable, Sendable {
    /// How many there are.
    case count
    /// How many there are in each group of nodes.
    case countEach(Topology)
    /// The most in any group of nodes less the fewest.
    case skew(Topology)
    /// Which part of those on nodes is in each group of nodes.
    case shareEach(Topology)
  }

  /// The labels of the pods; nil for all.
  package var selector: LabelSelector?
  /// Their namespace; nil for all.
  package var namespace: NamePattern?
  /// Their workload, as `namespace/name`; nil for all.
  package var workload: NamePattern?
  /// Their state; nil for those that are there, have not ended and are not on their way out.
  package var state: State?
  /// Whether they are ready; nil for both.
  package var isReady: Bool?
  /// The node on which they are; nil for all, and those on none.
  package var node: NamePattern?
  /// The zone in which they are; nil as above.
  package var zone: NamePattern?
  /// The pool on whose nodes they are; nil as above.
  package var pool: NamePattern?
  /// What is made of them.
  package var measure = Measure.count

  /// The number of all pods that are there.
  package init() {}
}
