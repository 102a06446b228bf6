/// Questions about the nodes that a search finds.
extension TemplateEvaluation {
  /// Calls `body` with the position of each feasible node, in the order of the search.
  @inline(__always)
  func forEachFeasible(in window: SearchWindow, _ body: (Int) -> Void) {
    window.forEachPiece { piece in
      (feasible[piece.block] & piece.mask).forEachBit { body(piece.block << 6 | $0) }
      return true
    }
  }

  /// The position of the feasible node that the search finds first; there is one.
  func firstFeasible(in window: SearchWindow) -> Int {
    var first = 0
    window.forEachPiece { piece in
      let word = feasible[piece.block] & piece.mask
      first = piece.block << 6 | word.trailingZeroBitCount
      return word == 0
    }
    return first
  }

  /// Sets `bests` to the best of each class; returns the classes that have a node.
  func bests(
    in window: SearchWindow, _ bests: inout ContiguousArray<BlockBest>
  ) -> UInt64 {
    bests.removeAll(keepingCapacity: true)
    bests.append(contentsOf: repeatElement(BlockBest(), count: classes.count))
    window.forEachPiece { piece in
      let word = feasible[piece.block]
      if word & ~piece.mask == 0 {
        let first = piece.block &* classes.count
        for index in bests.indices { bests[index].add(self.bests[first &+ index]) }
      } else {
        (word & piece.mask).forEachBit { bit in
          let score = scores[piece.block << 6 | bit]
          bests[score.classNumber].add(score.sum)
        }
      }
      return true
    }
    var present: UInt64 = 0
    for index in bests.indices where bests[index].ties > 0 { present |= 1 << UInt64(index) }
    return present
  }

  /// Calls `body` with the positions of the nodes whose score and addition sum to `total`, in the
  /// order of the search.
  @inline(__always)
  func forEachBest(
    total: Int64, _ additions: ContiguousArray<Int64>, in window: SearchWindow,
    _ body: (Int) -> Void
  ) {
    window.forEachPiece { piece in
      if ties(total: total, additions, in: piece) != 0 {
        (feasible[piece.block] & piece.mask).forEachBit { bit in
          let position = piece.block << 6 | bit
          if self.total(at: position, additions) == total { body(position) }
        }
      }
      return true
    }
  }

  /// The position of the node with number `number` among those, in the order of the search.
  func position(
    ofBest number: Int, total: Int64, _ additions: ContiguousArray<Int64>,
    in window: SearchWindow
  ) -> Int {
    var left = number
    var found = 0
    window.forEachPiece { piece in
      if let ties = ties(total: total, additions, in: piece), ties <= left {
        left -= ties
        return true
      }
      var isFound = false
      (feasible[piece.block] & piece.mask).forEachBit { bit in
        let position = piece.block << 6 | bit
        guard !isFound, self.total(at: position, additions) == total else { return }
        if left == 0 {
          found = position
          isFound = true
        } else {
          left -= 1
        }
      }
      return !isFound
    }
    return found
  }

  /// The total of the feasible node at `position`, with `additions` to each class.
  func total(at position: Int, _ additions: ContiguousArray<Int64>) -> Int64 {
    Int64(scores[position].sum) &+ additions[scores[position].classNumber]
  }

  /// How many nodes of `piece` have the best total, if the block's best tell; else nil.
  private func ties(
    total: Int64, _ additions: ContiguousArray<Int64>, in piece: SearchWindow.Piece
  ) -> Int? {
    guard feasible[piece.block] & ~piece.mask == 0 else { return nil }
    let first = piece.block &* classes.count
    var ties = 0
    for index in additions.indices {
      let best = bests[first &+ index]
      if best.ties > 0, Int64(best.score) &+ additions[index] == total { ties += Int(best.ties) }
    }
    return ties
  }
}
