import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Nodes as a verb or a fault names them.
struct NodeTargetDraft: Sendable {
  var nodes: [Located<String>] = []
  var pools: [Located<String>] = []
  var zones: [Located<String>] = []
  var selector: Located<LabelSelector>?

  /// Whether nothing is named.
  var isEmpty: Bool { nodes.isEmpty && pools.isEmpty && zones.isEmpty && selector == nil }

  /// The targets one by one, in the order of the keys' table.
  var targets: [NodeTarget] {
    nodes.map { .node($0.value) } + pools.map { .pool($0.value) } + zones.map { .zone($0.value) }
      + (selector.map { [.selected($0.value)] } ?? [])
  }

  /// The keys, for a target that is kept at `place`.
  static func fields<Target>(
    at place: any WritableKeyPath<Target, NodeTargetDraft> & Sendable
  ) -> [Field<Target>] {
    [
      Field("node", "name or list of names", "One node or several.") { draft, reader in
        draft[keyPath: place].nodes = reader.names()
      },
      Field("pool", "name or list of names", "Every node of a pool.") { draft, reader in
        draft[keyPath: place].pools = reader.names()
      },
      Field("zone", "name or list of names", "Every node of a zone.") { draft, reader in
        draft[keyPath: place].zones = reader.names()
      },
      Field("selector", "selector", "Every node whose labels match.") { draft, reader in
        draft[keyPath: place].selector = reader.selector().map { reader.located($0) }
      },
    ]
  }

  /// The keys of the target by itself.
  static let fields: [Field<NodeTargetDraft>] = fields(at: \NodeTargetDraft.self)
}
