import ClusterState

/// The scores that one plugin gives the feasible nodes.
public struct ScoreColumn: Sendable {
  /// The nodes to be scored; their order plays no part.
  public private(set) var nodes: ContiguousArray<NodeID>
  /// The score of each, in the same order.
  public var scores: ContiguousArray<Int64>

  /// A column of zeros over `nodes`.
  public init(nodes: ContiguousArray<NodeID>) {
    self.nodes = nodes
    scores = ContiguousArray(repeating: 0, count: nodes.count)
  }

  /// Makes this a column of zeros over `nodes`.
  mutating func reset(to nodes: ContiguousArray<NodeID>) {
    self.nodes = nodes
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: repeatElement(0, count: nodes.count))
  }

  /// Gives each node the score that `score` returns for it.
  @inlinable public mutating func fill(_ score: (NodeID) -> Int64) {
    for index in nodes.indices { scores[index] = score(nodes[index]) }
  }

  /// Maps the scores to `0...maximum` in proportion to the largest; reversed, the largest gets 0.
  ///
  /// Integer division; a column of zeros stays, or becomes `maximum` throughout if reversed.
  /// Source: `helper.DefaultNormalizeScore`, Kubernetes 1.34.
  public mutating func normalize(to maximum: Int64, reversed: Bool) {
    var largest: Int64 = 0
    for score in scores where score > largest { largest = score }
    guard largest > 0 else {
      if reversed { fill { _ in maximum } }
      return
    }
    for index in scores.indices {
      let score = maximum &* scores[index] / largest
      scores[index] = reversed ? maximum - score : score
    }
  }
}
