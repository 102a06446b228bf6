import ClusterState

/// Scores of nodes that lie side by side, in loops without a branch: two nodes are worked out at a
/// time by any processor of 64 bits.
///
/// They hold for ordinary nodes: every amount below 2^46, which are 64 TiB of memory, and every
/// allocatable one positive. A block with any other node is said to be out of reach, and is left to
/// the formula for one node.
extension CPUAndMemoryLoad {
  /// What one node adds to the bits of a block, which stay below 2^46 while all nodes are ordinary:
  /// one less than nothing has all bits.
  @inline(__always)
  private static func bits(_ requested: Int64, _ allocatable: Int64) -> Int64 {
    requested | allocatable | (allocatable &- 1)
  }

  private static func areOrdinary(_ bits: Int64) -> Bool { UInt64(bitPattern: bits) < 1 << 46 }

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
    let block = block(rows)
    var bits: Int64 = 0
    for index in 0..<rows.count {
      let (allCPU, allMemory) = (block.allCPU[index], block.allMemory[index])
      let (usedCPU, usedMemory) = (block.usedCPU(index), block.usedMemory(index))
      bits |= Self.bits(usedCPU, allCPU) | Self.bits(usedMemory, allMemory)
      let left = Self.percentageLeft(usedCPU, allCPU) &+ Self.percentageLeft(usedMemory, allMemory)
      scores[index] = left >> 1
    }
    return Self.areOrdinary(bits)
  }

  @inline(__always)
  private static func percentageLeft(_ requested: Int64, _ allocatable: Int64) -> Int64 {
    let whole = WholeDouble.double(allocatable)
    let left = whole - WholeDouble.double(requested)
    return WholeDouble.truncated(max(left * 100 / whole, 0))
  }

  /// Writes a hundred times one minus `deviation(row:)`, truncated; false if a node is out of
  /// reach, and what was written means nothing.
  func balance(rows: Range<Int>, _ scores: UnsafeMutablePointer<Int64>) -> Bool {
    let block = block(rows)
    var bits: Int64 = 0
    for index in 0..<rows.count {
      let (allCPU, allMemory) = (block.allCPU[index], block.allMemory[index])
      let (usedCPU, usedMemory) = (block.usedCPU(index), block.usedMemory(index))
      bits |= Self.bits(usedCPU, allCPU) | Self.bits(usedMemory, allMemory)
      let first = min(WholeDouble.double(usedCPU) / WholeDouble.double(allCPU), 1)
      let second = min(WholeDouble.double(usedMemory) / WholeDouble.double(allMemory), 1)
      let deviation = ((first - second) / 2).magnitude
      scores[index] = WholeDouble.truncated((1 - deviation) * 100)
    }
    return Self.areOrdinary(bits)
  }

  /// The columns from the first of some rows on.
  private struct Block {
    let allCPU: UnsafePointer<Int64>
    let requestedCPU: UnsafePointer<Int64>
    let wantedCPU: Int64
    let allMemory: UnsafePointer<Int64>
    let requestedMemory: UnsafePointer<Int64>
    let wantedMemory: Int64

    @inline(__always)
    func usedCPU(_ index: Int) -> Int64 { requestedCPU[index] &+ wantedCPU }

    @inline(__always)
    func usedMemory(_ index: Int) -> Int64 { requestedMemory[index] &+ wantedMemory }
  }

  @inline(__always)
  private func block(_ rows: Range<Int>) -> Block {
    precondition(!rows.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= rowCount)
    let first = rows.lowerBound
    return Block(
      allCPU: cpu.allocatable.baseAddress! + first,
      requestedCPU: cpu.requested.baseAddress! + first, wantedCPU: cpu.wanted,
      allMemory: memory.allocatable.baseAddress! + first,
      requestedMemory: memory.requested.baseAddress! + first, wantedMemory: memory.wanted)
  }
}
