/// A set of nodes as a bitset over their ids.
///
/// Filters narrow it, selectors intersect it; members come out in ascending order of id, so that
/// iteration is deterministic.
public struct NodeSet: Equatable, Sendable {
  @usableFromInline var words: ContiguousArray<UInt64>

  /// The empty set with room for ids below `capacity`; it grows as needed.
  @inlinable public init(capacity: Int = 0) {
    words = ContiguousArray(repeating: 0, count: (capacity + 63) / 64)
  }

  /// The set of all ids below `count`.
  @inlinable public init(all count: Int) {
    words = ContiguousArray(repeating: ~0, count: (count + 63) / 64)
    if count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }

  /// Whether `node` is a member.
  @inlinable public func contains(_ node: NodeID) -> Bool {
    let word = node.row >> 6
    return word < words.count && words[word] >> UInt64(node.row & 63) & 1 == 1
  }

  /// Adds `node`.
  @inlinable public mutating func insert(_ node: NodeID) {
    let word = node.row >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(node.row & 63)
  }

  /// Adds what `node` gives for each of `places`, if anything; neighbors that follow each other
  /// cost little.
  @inlinable @inline(__always)
  public mutating func insert(forEach places: Range<Int>, _ node: (Int) -> NodeID?) {
    var (current, bits) = (0, UInt64(0))
    for place in places {
      guard let node = node(place) else { continue }
      let word = node.row >> 6
      if word != current {
        unite(bits, word: current)
        (current, bits) = (word, 0)
      }
      bits |= 1 << UInt64(node.row & 63)
    }
    unite(bits, word: current)
  }

  @inlinable mutating func unite(_ bits: UInt64, word: Int) {
    guard bits != 0 else { return }
    while words.count <= word { words.append(0) }
    words[word] |= bits
  }

  /// Takes `node` out.
  @inlinable public mutating func remove(_ node: NodeID) {
    let word = node.row >> 6
    if word < words.count { words[word] &= ~(1 << UInt64(node.row & 63)) }
  }

  /// Takes every member out and keeps the storage.
  @inlinable public mutating func removeAll() {
    for word in words.indices { words[word] = 0 }
  }

  /// Keeps only what `other` holds too.
  @inlinable public mutating func formIntersection(_ other: NodeSet) {
    for word in words.indices { words[word] &= word < other.words.count ? other.words[word] : 0 }
  }

  /// Adds every member of `other`.
  @inlinable public mutating func formUnion(_ other: NodeSet) {
    while words.count < other.words.count { words.append(0) }
    for word in other.words.indices { words[word] |= other.words[word] }
  }

  /// Takes every member of `other` out.
  @inlinable public mutating func subtract(_ other: NodeSet) {
    for word in 0..<min(words.count, other.words.count) { words[word] &= ~other.words[word] }
  }

  /// The number of members; O(capacity / 64).
  @inlinable public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The number of members whose id is below `limit`; O(capacity / 64).
  @inlinable public func count(below limit: Int) -> Int {
    let whole = min(limit >> 6, words.count)
    var count = 0
    for word in 0..<whole { count += words[word].nonzeroBitCount }
    guard whole < words.count, limit & 63 != 0 else { return count }
    return count + (words[whole] & (1 << UInt64(limit & 63) &- 1)).nonzeroBitCount
  }

  /// Whether there is no member; O(capacity / 64).
  @inlinable public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The member with the smallest id, or nil.
  @inlinable public var first: NodeID? {
    for (index, word) in words.enumerated() where word != 0 {
      return NodeID(index << 6 + word.trailingZeroBitCount)
    }
    return nil
  }

  /// The member that has `number` smaller ones, or nil; O(capacity / 64).
  @inlinable public func member(number: Int) -> NodeID? {
    var left = number
    for (index, word) in words.enumerated() {
      let count = word.nonzeroBitCount
      if left < count {
        var word = word
        for _ in 0..<left { word &= word - 1 }
        return NodeID(index << 6 + word.trailingZeroBitCount)
      }
      left -= count
    }
    return nil
  }

  /// The members in ascending order of id.
  @inlinable public var members: ContiguousArray<NodeID> {
    let count = count
    // The standard library would write a length of 0 to the empty array that all threads share.
    if count == 0 { return [] }
    return ContiguousArray(unsafeUninitializedCapacity: count) { members, filled in
      for index in words.indices {
        var word = words[index]
        let first = Int32(truncatingIfNeeded: index << 6)
        // The common case of a scan, without a search for each bit.
        if word == ~0 {
          for bit in 0..<64 {
            let node = NodeID(index: first &+ Int32(bit))
            members.initializeElement(at: filled &+ bit, to: node)
          }
          filled += 64
          continue
        }
        while word != 0 {
          let bit = Int32(truncatingIfNeeded: word.trailingZeroBitCount)
          members.initializeElement(at: filled, to: NodeID(index: first &+ bit))
          filled += 1
          word &= word &- 1
        }
      }
    }
  }

  /// Calls `body` for each member in ascending order of id.
  @inlinable public func forEach(_ body: (NodeID) throws -> Void) rethrows {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        try body(NodeID(index << 6 + word.trailingZeroBitCount))
        word &= word - 1
      }
    }
  }

  /// Keeps the members for which `keep` holds, asked in ascending order of id.
  @inlinable public mutating func retain(where keep: (NodeID) -> Bool) {
    for index in words.indices {
      var left = words[index]
      var kept = left
      // In the width of an id, so that no conversion is checked for each member.
      let first = Int32(truncatingIfNeeded: index << 6)
      while left != 0 {
        let bit = Int32(truncatingIfNeeded: left.trailingZeroBitCount)
        let others = left & (left &- 1)
        if !keep(NodeID(index: first &+ bit)) { kept &= ~(left ^ others) }
        left = others
      }
      words[index] = kept
    }
  }
}

extension NodeSet {
  /// Whether both hold the same nodes, whatever their capacities.
  public static func == (a: Self, b: Self) -> Bool {
    let shared = min(a.words.count, b.words.count)
    return a.words[..<shared] == b.words[..<shared]
      && a.words[shared...].allSatisfy { $0 == 0 } && b.words[shared...].allSatisfy { $0 == 0 }
  }
}

extension NodeSet: CustomStringConvertible {
  /// The member ids in ascending order, in brackets.
  public var description: String {
    var members: [Int32] = []
    forEach { members.append($0.index) }
    return members.description
  }
}
