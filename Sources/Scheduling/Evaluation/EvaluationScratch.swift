import ClusterState

/// Storage that is used again from pod to pod, so that a decision allocates nothing.
struct EvaluationScratch: Sendable {
  /// A node, by position, that is not feasible any more or has another sum of final scores.
  struct Move: Sendable {
    let position: Int32
    /// The sum; nil if the node is not feasible.
    let sum: Int32?
  }

  /// The nodes that have changed, each once.
  var nodes: ContiguousArray<NodeID> = []
  /// Those of them whose object has changed.
  var objects: ContiguousArray<NodeID> = []
  /// The nodes that are asked about.
  var asked: ContiguousArray<NodeID> = []
  /// The sums of weighted scores of the nodes that are asked about.
  var sums: ContiguousArray<Int64> = []
  /// The best of each class.
  var bests: ContiguousArray<BlockBest> = []
  /// What the normalized scores add for each class.
  var additions: ContiguousArray<Int64> = []
  /// The nodes whose judgment is another one now.
  var moves: ContiguousArray<Move> = []
  var column = ScoreColumn(nodes: [])
  /// By row, when the node was last collected: even as changed, odd as changed in its object too.
  /// So nothing has to be cleared between one collection and the next.
  private var stamps: ContiguousArray<Int32> = []
  private var stamp: Int32 = 0

  /// Collects the nodes of `changes` that are in `order`, each once: pods may go from nodes that
  /// have gone before them.
  mutating func collect(
    _ changes: ContiguousArray<TouchedNodes.Change>.SubSequence, _ order: NodeOrder
  ) {
    let rowCount = order.positions.count
    nodes.removeAll(keepingCapacity: true)
    objects.removeAll(keepingCapacity: true)
    if stamps.count < rowCount {
      stamps.append(contentsOf: repeatElement(0, count: rowCount - stamps.count))
    }
    if stamp > .max - 2 {
      stamp = 0
      for row in stamps.indices { stamps[row] = 0 }
    }
    stamp += 2
    for change in changes {
      let row = change.node.row
      guard row < rowCount, order.positions[row] >= 0 else { continue }
      if stamps[row] < stamp {
        stamps[row] = stamp
        nodes.append(change.node)
      }
      if change.isOfObject, stamps[row] == stamp {
        stamps[row] = stamp + 1
        objects.append(change.node)
      }
    }
  }

  /// Collects `nodes` as changed altogether.
  mutating func collect(all nodes: ContiguousArray<NodeID>) {
    self.nodes = nodes
    objects = nodes
  }

  /// Collects those of `nodes` of which `evaluation` holds something else: `passed` are feasible
  /// with the sums in `sums`, in the order of `nodes`, and the others are not.
  ///
  /// Nothing depends on what is read here, so that the reads, which often miss the cache where many
  /// templates are live, do not wait for each other as they would one by one.
  mutating func collectMoves(
    passed: ContiguousArray<NodeID>, _ evaluation: TemplateEvaluation, _ order: NodeOrder
  ) {
    moves.removeAll(keepingCapacity: true)
    moves.append(
      contentsOf: repeatElement(Move(position: 0, sum: nil), count: nodes.count))
    var (next, count) = (0, 0)
    for node in nodes {
      let position = order.position(of: node)
      var sum: Int32?
      if next < passed.count, passed[next] == node {
        sum = Int32(sums[next])
        next += 1
      }
      moves[count] = Move(position: Int32(position), sum: sum)
      count += evaluation.holds(sum, at: position) ? 0 : 1
    }
    moves.removeLast(nodes.count - count)
  }
}
