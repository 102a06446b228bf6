import ClusterState
import KubernetesObjects

/// What was last applied of each node: what a later manifest leaves out was in it, or is somebody
/// else's and stays.
///
/// Source: the annotation `kubectl.kubernetes.io/last-applied-configuration`, with which kubectl
/// compares (`kubectl/pkg/cmd/apply`, Kubernetes 1.34).
struct AppliedNodes: Sendable {
  private var former: [String: Node] = [:]
  /// The pools of the nodes that pools name.
  private var pools: [String: Symbol] = [:]

  /// Notes that the nodes called `members`, which are applied later, belong to `pool`.
  mutating func note(_ members: [String], of pool: Symbol) {
    for name in members { pools[name] = pool }
  }

  /// The pool of the node `name`; empty for none.
  func pool(of name: String) -> Symbol { pools[name] ?? .empty }

  /// Notes that `node` is applied; returns what was applied under its name before.
  @discardableResult
  mutating func note(_ node: Node) -> Node? {
    former.updateValue(node, forKey: node.metadata.name)
  }
}

extension NodePatch {
  /// What applying `node` changes on the node that `former` was last applied to.
  init(from former: Node?, to node: Node) {
    labels = Self.changes(from: former?.metadata.labels, to: node.metadata.labels)
    annotations = Self.changes(
      from: former?.metadata.annotations, to: node.metadata.annotations)
    let wasTainted = former.map { !$0.spec.taints.isEmpty } ?? false
    if wasTainted || !node.spec.taints.isEmpty { taints = node.spec.taints }
    if former?.spec.isCordoned ?? false || node.spec.isCordoned {
      isUnschedulable = node.spec.isCordoned
    }
  }

  private static func changes(
    from former: Labels?, to labels: Labels
  ) -> [(key: String, value: String?)] {
    let gone = (former ?? Labels()).filter { labels[$0.key] == nil }
    return gone.map { ($0.key, nil) } + labels.map { ($0.key, $0.value) }
  }
}
