import ClusterState

/// The nodes on which something has changed, in order of change: what kept judgments are brought
/// up to date by.
struct TouchedNodes: Sendable {
  /// A change: of the node's object, or only of the pods placed on it.
  struct Change: Equatable, Sendable {
    private let code: Int32

    init(_ node: NodeID, ofObject: Bool) { code = node.index << 1 | (ofObject ? 1 : 0) }

    var node: NodeID { NodeID(Int(code >> 1)) }

    var isOfObject: Bool { code & 1 == 1 }
  }

  private var changes: ContiguousArray<Change> = []
  private var dropped = 0

  /// The number of changes ever noted.
  var end: Int { dropped + changes.count }

  /// Notes a change; more than `limit` of them are not kept.
  mutating func note(_ node: NodeID, ofObject: Bool, limit: Int) {
    let change = Change(node, ofObject: ofObject)
    if changes.count >= limit {
      let half = changes.count / 2
      changes.removeFirst(half)
      dropped += half
    }
    changes.append(change)
  }

  /// The changes noted after the first `count`; nil if some of them are not kept any more.
  func changes(after count: Int) -> ContiguousArray<Change>.SubSequence? {
    count < dropped ? nil : changes[(count - dropped)...]
  }
}
