import ClusterState

/// What is known of the nodes for the pods of one template: which of them are feasible, how they
/// score, and the best of each block.
///
/// Everything is kept by position, the place of a node in the order in which the scheduler looks
/// at nodes, in blocks of 64. Scores that plugins normalize are kept apart: nodes with equal raw
/// scores form a class, whose normalized scores are worked out for each pod from the classes that
/// are there. So the block's best of each class is enough to find the best node, exactly, and a
/// change of one node touches one block.
struct TemplateEvaluation: Sendable {
  /// Which plugins, by place in the profile, depend on what.
  struct Plan: Equatable, Sendable {
    /// The filters that look at the node's object.
    var nodeFilters: UInt64 = 0
    /// The filters that also look at the pods on the node.
    var podFilters: UInt64 = 0
    /// The score plugins that look at the node's object.
    var nodeScorers: UInt64 = 0
    /// The score plugins that also look at the pods on the node.
    var podScorers: UInt64 = 0
  }

  /// The plugins whose judgments are kept.
  var plan = Plan()
  /// The score plugins among them that do not skip pods of the template.
  var activeScorers: UInt64 = 0
  /// How many changes of nodes have been taken into account.
  var seen = 0
  /// The version of the order that positions refer to; -1 before the first build.
  var orderVersion = -1
  /// Whether the template cannot be kept: too many classes, or scores out of range. It is then
  /// evaluated by full scans.
  var isIrregular = false

  /// Whether the node passes the filters that look at its object, by position.
  private(set) var passesNode: ContiguousArray<UInt64> = []
  /// Whether the node is feasible, by position.
  private(set) var feasible: ContiguousArray<UInt64> = []
  /// The weighted sum of the final scores, of feasible nodes only, and the class, by position.
  private(set) var scores: ContiguousArray<NodeScore> = []
  /// The raw scores of each class, one for each active score plugin that looks at objects.
  private(set) var classes: ContiguousArray<ContiguousArray<Int64>> = []
  /// The best of each block and class: those of one block stand together.
  private(set) var bests: ContiguousArray<BlockBest> = []

  /// Why nodes are turned down, once the pods of the template fit nowhere.
  var verdicts = KeptVerdicts()

  /// The number of positions.
  var count: Int { scores.count }

  /// Forgets everything about nodes, and takes `count` positions up.
  mutating func reset(count: Int) {
    let blocks = (count + 63) / 64
    passesNode = ContiguousArray(repeating: 0, count: blocks)
    feasible = ContiguousArray(repeating: 0, count: blocks)
    scores = ContiguousArray(repeating: NodeScore(), count: count)
    classes = []
    bests = []
    verdicts.seen = nil
    isIrregular = false
  }

  /// Whether any node is feasible.
  var hasFeasible: Bool { feasible.contains { $0 != 0 } }

  /// Whether the node at `position` passes the filters that look at its object.
  func passesNode(at position: Int) -> Bool {
    passesNode[position >> 6] >> UInt64(position & 63) & 1 == 1
  }

  /// Notes whether the node at `position` passes the filters that look at its object.
  mutating func setPassesNode(_ passes: Bool, at position: Int) {
    let bit: UInt64 = 1 << UInt64(position & 63)
    if passes { passesNode[position >> 6] |= bit } else { passesNode[position >> 6] &= ~bit }
  }

  /// Whether the node at `position` is known to be feasible with final scores that sum to `sum`, or
  /// to be not feasible.
  @inline(__always)
  func holds(_ sum: Int32?, at position: Int) -> Bool {
    let isFeasible = feasible[position >> 6] >> UInt64(position & 63) & 1 == 1
    let isSame = scores[position].sum == sum ?? 0
    return isFeasible == (sum != nil) && (isSame || !isFeasible)
  }

  /// Puts the node at `position` into the class of nodes with the raw score `rawScore(j)` from each
  /// active score plugin j that looks at objects, of which there are `scorerCount`.
  mutating func classify(
    at position: Int, scorerCount: Int, _ rawScore: (Int) -> Int64
  ) {
    for index in classes.indices
    where (0..<scorerCount).allSatisfy({ classes[index][$0] == rawScore($0) }) {
      scores[position].classNumber = index
      return
    }
    guard classes.count < NodeScore.classCount else {
      isIrregular = true
      return
    }
    scores[position].classNumber = classes.count
    classes.append(ContiguousArray((0..<scorerCount).map(rawScore)))
  }

  /// Notes that the node at `position` is feasible and its final scores sum to `score`, or that it
  /// is not feasible, which is something else than what was known; the best of its block follows.
  mutating func place(_ score: Int32?, at position: Int) {
    let block = position >> 6
    let bit: UInt64 = 1 << UInt64(position & 63)
    let known = scores[position]
    let best = block &* classes.count &+ known.classNumber
    var isBestGone = false
    if feasible[block] & bit != 0, bests[best].score == known.sum {
      bests[best].ties -= 1
      isBestGone = bests[best].ties == 0
    }
    setFeasible(score, at: position)
    if isBestGone {
      rebuildBest(of: block)
    } else if let score {
      bests[best].add(score)
    }
  }

  /// Notes what `place` notes, and leaves the best of the block as it is.
  mutating func setFeasible(_ score: Int32?, at position: Int) {
    let bit: UInt64 = 1 << UInt64(position & 63)
    if let score {
      feasible[position >> 6] |= bit
      scores[position].sum = score
    } else {
      feasible[position >> 6] &= ~bit
    }
  }

  /// Works out the best of every block anew.
  mutating func rebuildBests() {
    let size = feasible.count * classes.count
    if bests.count != size { bests = ContiguousArray(repeating: BlockBest(), count: size) }
    for block in feasible.indices { rebuildBest(of: block) }
  }

  /// Works out the best of `block` anew.
  mutating func rebuildBest(of block: Int) {
    let first = block &* classes.count
    for place in first..<(first &+ classes.count) { bests[place] = BlockBest() }
    var word = feasible[block]
    while word != 0 {
      let position = block << 6 | word.trailingZeroBitCount
      bests[first &+ scores[position].classNumber].add(scores[position].sum)
      word &= word &- 1
    }
  }
}
