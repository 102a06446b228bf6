import ClusterState

/// The scores that one plugin gives the feasible nodes.
public struct ScoreColumn: Sendable {
  /// The nodes to be scored; their order plays no part.
  public private(set) var nodes: ContiguousArray<NodeID>
  /// The score of each, in their order.
  public var scores: ContiguousArray<Int64> {
    didSet { isUniform = false }
  }
  /// Whether all scores are known to be equal: nothing has been written since the column was made
  /// or filled with one score. A plugin that has nothing to say is passed over quickly thereby.
  private var isUniform = true

  /// A column of zeros over `nodes`.
  public init(nodes: ContiguousArray<NodeID>) {
    self.nodes = nodes
    scores = ContiguousArray(repeating: 0, count: nodes.count)
  }

  /// Makes this a column of zeros over `nodes`.
  mutating func reset(to nodes: ContiguousArray<NodeID>) {
    self.nodes = nodes
    if scores.count != nodes.count {
      // Columns of all lengths take turns: the storage stays.
      scores.removeAll(keepingCapacity: true)
      scores.append(contentsOf: repeatElement(0, count: nodes.count))
      isUniform = true
    } else if !isUniform || scores.first != 0 {
      fill(0)
    }
  }

  /// Gives every node `score`.
  public mutating func fill(_ score: Int64) {
    scores.withUnsafeMutableBufferPointer { $0.update(repeating: score) }
    isUniform = true
  }

  /// Gives each node the score that `score` returns for it.
  @inlinable public mutating func fill(_ score: (NodeID) -> Int64) {
    let nodes = nodes
    // One check for the whole column that nobody else holds it, instead of one for each score.
    scores.withUnsafeMutableBufferPointer { scores in
      nodes.withUnsafeBufferPointer { nodes in
        for index in 0..<min(nodes.count, scores.count) { scores[index] = score(nodes[index]) }
      }
    }
  }

  /// Gives nodes side by side their scores by `block`, which takes their rows and the place of the
  /// first score, and the others theirs by `score`; these too where `block` returns false.
  mutating func fill(
    block: (_ rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>) -> Bool,
    _ score: (NodeID) -> Int64
  ) {
    let nodes = nodes
    // Long enough for a loop to get going, and not much is asked one by one for a gap.
    let size = 64
    scores.withUnsafeMutableBufferPointer { scores in
      nodes.withUnsafeBufferPointer { nodes in
        for start in stride(from: 0, to: min(nodes.count, scores.count), by: size) {
          let end = min(start + size, nodes.count)
          let part = UnsafeBufferPointer(rebasing: nodes[start..<end])
          if let rows = part.rowsSideBySide, block(rows, scores.baseAddress! + start) { continue }
          for place in start..<end { scores[place] = score(nodes[place]) }
        }
      }
    }
  }

  /// Adds the scores times `weight` to `totals`; returns one that is not in `0...maximum`, if any.
  func add(
    to totals: inout ContiguousArray<Int64>, weight: Int64, upTo maximum: Int64
  ) -> Int64? {
    if isUniform {
      let score = scores.first ?? 0
      guard (0...maximum).contains(score) else { return score }
      let addition = score &* weight
      for place in totals.indices { totals[place] &+= addition }
      return nil
    }
    return scores.withUnsafeBufferPointer { scores in
      totals.withUnsafeMutableBufferPointer { totals in
        // Negative as soon as a score is out of range: a branch would keep the loop from vectors.
        var sign: Int64 = 0
        @inline(__always)
        func add(_ weighted: (Int64) -> Int64) {
          for place in totals.indices {
            let score = scores[place]
            sign |= score | (maximum &- score)
            totals[place] &+= weighted(score)
          }
        }
        // Vectors have no product of 64 bits, and most weights are one.
        if weight == 1 { add { $0 } } else { add { $0 &* weight } }
        return sign >= 0 ? nil : scores.first { $0 < 0 || $0 > maximum }
      }
    }
  }

  /// Maps the scores to `0...maximum` in proportion to the largest; reversed, the largest gets 0.
  ///
  /// Integer division; a column of zeros stays, or becomes `maximum` throughout if reversed.
  /// Source: `helper.DefaultNormalizeScore`, Kubernetes 1.34.
  public mutating func normalize(to maximum: Int64, reversed: Bool) {
    let largest = isUniform ? scores.first ?? 0 : scores.max() ?? 0
    guard largest > 0 else {
      if reversed { fill(maximum) }
      return
    }
    for index in scores.indices {
      let score = maximum &* scores[index] / largest
      scores[index] = reversed ? maximum - score : score
    }
  }
}

extension UnsafeBufferPointer<NodeID> {
  /// The rows of the nodes if they follow each other without a gap.
  @inline(__always)
  fileprivate var rowsSideBySide: Range<Int>? {
    guard let first else { return nil }
    var distance: Int32 = 0
    for place in 0..<count {
      distance |= self[place].index &- first.index &- Int32(truncatingIfNeeded: place)
    }
    return distance == 0 ? first.row..<first.row &+ count : nil
  }
}
