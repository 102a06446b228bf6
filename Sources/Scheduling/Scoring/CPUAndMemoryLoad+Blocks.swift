import ClusterState

/// Scores of nodes that lie side by side, in loops without a branch, which become loops over the
/// vectors that every processor of 64 bits has.
///
/// They hold for ordinary nodes: every amount below 2^46, which are 64 TiB of memory, and every
/// allocatable one positive. A block with any other node is said to be out of reach, and is left to
/// the formula for one node.
extension CPUAndMemoryLoad {
  /// Writes half the sum of the percentages left of both resources, each truncated, as
  /// `ScoringStrategy.leastAllocated` says; false if a node is out of reach or the weights are not
  /// one each, and what was written means nothing.
  ///
  /// Doubles give what the division of integers gives. The product with 100 is below 2^53 and so
  /// exact. The true quotient is at most 100; where it is no whole number, it lies at least
  /// `1 / allocatable > 2^-46` below the next one, and doubles up to 128 lie no further apart than
  /// that: rounded, it does not reach the next whole number.
  func leastAllocated(rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>) -> Bool {
    guard cpu.weight == 1, memory.weight == 1 else { return false }
    return fill(rows, scores) { cpu, memory in
      (cpu.percentageLeft &+ memory.percentageLeft) >> 1
    }
  }

  /// Writes `balance(row:)`; false if a node is out of reach, and what was written means nothing.
  func balance(rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>) -> Bool {
    fill(rows, scores) { Self.balance($0.fraction, $1.fraction) }
  }

  /// Writes `balanceChange(row:)`; false if a node is out of reach, and what was written means
  /// nothing.
  func balanceChange(rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>) -> Bool {
    fill(rows, scores) { cpu, memory in
      let before = Self.balance(cpu.fractionBefore, memory.fractionBefore)
      let change = 50 &+ Self.balance(cpu.fraction, memory.fraction) &- before
      // Never negative: of two fractions, a balance is at least 50.
      return 50 &+ change >> 1
    }
  }

  @inline(__always)
  private static func balance(_ first: Double, _ second: Double) -> Int64 {
    WholeDouble.truncated((1 - ((first - second) / 2).magnitude) * 100)
  }

  /// What an ordinary node would be asked for of one resource, and what it has.
  private struct Fullness {
    let requested: Double
    /// The same without the pod.
    let before: Double
    let allocatable: Double

    @inline(__always)
    var percentageLeft: Int64 {
      WholeDouble.truncated(max((allocatable - requested) * 100 / allocatable, 0))
    }

    @inline(__always)
    var fraction: Double { min(requested / allocatable, 1) }

    @inline(__always)
    var fractionBefore: Double { min(before / allocatable, 1) }
  }

  /// Writes what `score` makes of each node; false if a node is out of reach.
  @inline(__always)
  private func fill(
    _ rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>,
    _ score: (_ cpu: Fullness, _ memory: Fullness) -> Int64
  ) -> Bool {
    precondition(!rows.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= rowCount)
    let (first, cpu, memory) = (rows.lowerBound, cpu, memory)
    // Below 2^46 as long as every amount is, and every allocatable one at least 1.
    var bits: Int64 = 0
    @inline(__always)
    func fullness(_ resource: Resource, _ row: Int) -> Fullness {
      let allocatable = resource.allocatable[row]
      let before = resource.requested[row]
      let requested = before &+ resource.wanted
      bits |= before | requested | allocatable | (allocatable &- 1)
      return Fullness(
        requested: WholeDouble.double(requested), before: WholeDouble.double(before),
        allocatable: WholeDouble.double(allocatable))
    }
    for index in 0..<rows.count {
      let row = first &+ index
      scores[index] = score(fullness(cpu, row), fullness(memory, row))
    }
    return UInt64(bitPattern: bits) < 1 << 46
  }
}
