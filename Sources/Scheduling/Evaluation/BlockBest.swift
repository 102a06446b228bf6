/// The best score among the feasible nodes of one class in one block of positions, and how many
/// have it.
struct BlockBest: Sendable {
  /// The score; meaningless without ties.
  var score: Int32 = .min
  /// How many nodes have it; zero if there is none.
  var ties: Int32 = 0

  /// Takes a node with `score` into account.
  mutating func add(_ score: Int32) {
    if score > self.score || ties == 0 {
      self.score = score
      ties = 1
    } else if score == self.score {
      ties += 1
    }
  }

  /// Takes the nodes of `other` into account.
  mutating func add(_ other: BlockBest) {
    guard other.ties > 0 else { return }
    if other.score > score || ties == 0 {
      self = other
    } else if other.score == score {
      ties += other.ties
    }
  }
}
