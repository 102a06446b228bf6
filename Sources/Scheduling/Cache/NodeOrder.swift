import ClusterState

/// The order in which the scheduler looks at nodes: one of each zone in turn.
///
/// Zones come in order of first appearance and nodes of a zone in order of arrival; a zone whose
/// last node goes re-enters at the end. Source: `nodeTree` and `cacheImpl.UpdateSnapshot`,
/// Kubernetes 1.34: the list is made anew when a node comes or goes, not when one changes its zone.
struct NodeOrder: Sendable {
  /// A region and a zone; both empty for nodes without either.
  struct ZoneKey: Hashable, Sendable {
    let region: Symbol
    let zone: Symbol
  }

  private var zones: ContiguousArray<(key: ZoneKey, nodes: ContiguousArray<NodeID>)> = []
  private var zoneOfNode: ContiguousArray<ZoneKey?> = []
  private var isStale = false
  /// The nodes in order, as of the last `refresh()`.
  private(set) var nodes: ContiguousArray<NodeID> = []
  /// The place of each node in that order by row; -1 for nodes that are not in it.
  private(set) var positions: ContiguousArray<Int32> = []
  /// Counts the lists made.
  private(set) var version = 0

  mutating func insert(_ node: NodeID, _ key: ZoneKey) {
    place(node, key)
    isStale = true
  }

  mutating func remove(_ node: NodeID) {
    displace(node)
    isStale = true
  }

  mutating func update(_ node: NodeID, _ key: ZoneKey) {
    guard node.row < zoneOfNode.count, zoneOfNode[node.row] != key else { return }
    displace(node)
    place(node, key)
  }

  /// Makes the list anew if nodes have come or gone.
  mutating func refresh() {
    guard isStale else { return }
    isStale = false
    nodes.removeAll(keepingCapacity: true)
    var depth = 0
    var isDone = false
    while !isDone {
      isDone = true
      for zone in zones where depth < zone.nodes.count {
        nodes.append(zone.nodes[depth])
        isDone = false
      }
      depth += 1
    }
    number()
  }

  /// The place of `node` in the order, in which it is.
  @inline(__always)
  func position(of node: NodeID) -> Int { Int(positions[node.row]) }

  /// The one of the nodes at `places` in this order that a search from place `start` comes to after
  /// `number` others of them.
  func node(number: Int, at places: NodeSet, from start: Int) -> NodeID {
    let skipped = places.count(below: start)
    let reached = places.count - skipped
    let rank = number < reached ? skipped + number : number - reached
    return nodes[places.member(number: rank)?.row ?? 0]
  }

  private mutating func number() {
    version += 1
    positions = ContiguousArray(repeating: -1, count: zoneOfNode.count)
    for (position, node) in nodes.enumerated() { positions[node.row] = Int32(position) }
  }

  private mutating func place(_ node: NodeID, _ key: ZoneKey) {
    while zoneOfNode.count <= node.row { zoneOfNode.append(nil) }
    zoneOfNode[node.row] = key
    if let index = zones.firstIndex(where: { $0.key == key }) {
      zones[index].nodes.append(node)
    } else {
      zones.append((key, [node]))
    }
  }

  private mutating func displace(_ node: NodeID) {
    guard node.row < zoneOfNode.count, let key = zoneOfNode[node.row],
      let index = zones.firstIndex(where: { $0.key == key })
    else { return }
    zoneOfNode[node.row] = nil
    if let place = zones[index].nodes.firstIndex(of: node) { zones[index].nodes.remove(at: place) }
    if zones[index].nodes.isEmpty { zones.remove(at: index) }
  }
}
