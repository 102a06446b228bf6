import ClusterState

/// The nodes that are still feasible while the filters run over them one after the other.
///
/// A plugin narrows the set and notes why; of each node only the first verdict is kept, as in the
/// real scheduler, unless the profile checks every filter on every node.
public struct FilterPass: Sendable {
  /// The nodes that no filter has turned down yet.
  public var feasible: NodeSet { remaining }
  @usableFromInline var remaining = NodeSet()
  /// The first verdict on each node that was turned down, by row; meaningless for other nodes.
  @usableFromInline var verdicts: ContiguousArray<Verdict> = []
  /// With every filter checked: all verdicts, in order of filters, then nodes.
  public private(set) var allVerdicts: ContiguousArray<(node: NodeID, verdict: Verdict)> = []

  @usableFromInline var plugin: Int16 = 0
  @usableFromInline var checksAll = false
  @usableFromInline var all = NodeSet()
  @usableFromInline var isList = false
  /// In a pass over a list: the nodes that no filter has turned down yet, in their order.
  @usableFromInline var list: ContiguousArray<NodeID> = []

  /// A pass over no nodes.
  public init() {}

  /// Starts a pass over `nodes`, whose rows are below `capacity`; with `checksAll` every filter
  /// looks at every node.
  mutating func start(over nodes: NodeSet, capacity: Int, checksAll: Bool = false) {
    remaining = nodes
    isList = false
    self.checksAll = checksAll
    if checksAll {
      all = nodes
      allVerdicts.removeAll(keepingCapacity: true)
    }
    if verdicts.count < capacity {
      let unset = Verdict(plugin: -1, rejection: .unschedulable())
      verdicts.append(contentsOf: repeatElement(unset, count: capacity - verdicts.count))
    }
  }

  /// Starts a pass over a few nodes, for which no verdicts are kept.
  mutating func start(over nodes: ContiguousArray<NodeID>) {
    isList = true
    checksAll = false
    list.removeAll(keepingCapacity: true)
    list.append(contentsOf: nodes)
  }

  /// Hands the pass to the filter in place `plugin`.
  mutating func begin(plugin: Int) { self.plugin = Int16(plugin) }

  /// Whether no node is left to look at.
  var isExhausted: Bool { isList ? list.isEmpty : !checksAll && remaining.isEmpty }

  /// The first verdict on `node`, which was turned down in this pass.
  public func verdict(on node: NodeID) -> Verdict { verdicts[node.row] }

  /// Asks `test` about each node that the plugin looks at and turns down those for which it gives a
  /// rejection.
  @inlinable public mutating func retain(_ test: (NodeID) -> Rejection?) {
    if checksAll {
      all.forEach { node in
        if let rejection = test(node) { noteEvery(rejection, on: node) }
      }
      return
    }
    if isList {
      list.removeAll { test($0) != nil }
      return
    }
    // Taken out while it is narrowed, so that noting may write to the pass.
    var nodes = NodeSet()
    swap(&nodes, &remaining)
    nodes.retain { node in
      guard let rejection = test(node) else { return true }
      verdicts[node.row] = Verdict(plugin: plugin, rejection: rejection)
      return false
    }
    swap(&nodes, &remaining)
  }

  /// Turns down the nodes that are not in `nodes`, all for one reason.
  public mutating func formIntersection(_ nodes: NodeSet, otherwise rejection: Rejection) {
    retain { nodes.contains($0) ? nil : rejection }
  }

  @usableFromInline mutating func noteEvery(_ rejection: Rejection, on node: NodeID) {
    let verdict = Verdict(plugin: plugin, rejection: rejection)
    allVerdicts.append((node, verdict))
    guard remaining.contains(node) else { return }
    verdicts[node.row] = verdict
    remaining.remove(node)
  }

  /// Sets the verdict on `node` and takes it out of the feasible ones.
  mutating func overrule(_ node: NodeID, _ verdict: Verdict) {
    verdicts[node.row] = verdict
    remaining.remove(node)
  }
}
