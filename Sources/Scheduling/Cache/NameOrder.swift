import ClusterState

/// The nodes in order of the bytes of their names, as numbers: names are compared once and not at
/// every choice.
struct NameOrder: Sendable {
  private var ranks: ContiguousArray<Int32> = []
  private var rows: ContiguousArray<Int32> = []
  private var members = NodeSet()

  /// Takes up the rows that are new; a row keeps its name.
  mutating func refresh(_ names: ContiguousArray<Symbol>, _ symbols: SymbolTable) {
    guard ranks.count != names.count else { return }
    rows = ContiguousArray(
      names.indices.map { (row: $0, name: Array(symbols[names[$0]].utf8)) }.sorted { a, b in
        a.name != b.name ? a.name.lexicographicallyPrecedes(b.name) : a.row < b.row
      }.map { Int32($0.row) })
    ranks = ContiguousArray(repeating: 0, count: rows.count)
    for (rank, row) in rows.enumerated() { ranks[Int(row)] = Int32(rank) }
    members = NodeSet(capacity: rows.count)
  }

  /// The node that has `number` others of `nodes` before it.
  mutating func node(number: Int, among nodes: ContiguousArray<NodeID>) -> NodeID {
    members.removeAll()
    for node in nodes { members.insert(NodeID(Int(ranks[node.row]))) }
    return members.member(number: number).map { NodeID(Int(rows[$0.row])) } ?? nodes[0]
  }
}

extension SchedulerCache {
  /// The node of `nodes` that has `number` others of them before it in order of names.
  mutating func node(
    number: Int, byNameAmong nodes: ContiguousArray<NodeID>, _ symbols: SymbolTable
  ) -> NodeID {
    if nodes.count == 1 { return nodes[0] }
    nameOrder.refresh(names, symbols)
    return nameOrder.node(number: number, among: nodes)
  }
}
