extension RandomStream {
  /// A whole number from 0 to `bound` - 1, each equally likely; `bound` must be positive.
  ///
  /// Multiplies instead of dividing and rejects what would make some numbers likelier (Lemire,
  /// "Fast random integer generation in an interval", ACM TOMACS 29, 2019).
  @inlinable public mutating func bounded(_ bound: UInt64) -> UInt64 {
    precondition(bound > 0, "a bounded draw needs a positive bound")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// An index into a collection of `count` elements, each equally likely; `count` must be positive.
  @inlinable public mutating func index(below count: Int) -> Int {
    precondition(count > 0, "an index needs at least one element")
    return Int(bounded(UInt64(count)))
  }

  /// A whole number of a range, each equally likely.
  @inlinable public mutating func integer(in range: ClosedRange<Int64>) -> Int64 {
    let span = UInt64(bitPattern: range.upperBound &- range.lowerBound)
    let offset = span == .max ? next() : bounded(span + 1)
    return Int64(bitPattern: UInt64(bitPattern: range.lowerBound) &+ offset)
  }

  /// A double in [0, 1): a multiple of 2^-53, each equally likely.
  @inlinable public mutating func unitInterval() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A double strictly between 0 and 1: an odd multiple of 2^-53, each equally likely.
  ///
  /// What quantile functions are fed with: `1 - u` is exact too.
  @inlinable public mutating func openUnitInterval() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// True with the given probability: never at 0 or below, always at 1 or above.
  @inlinable public mutating func chance(_ probability: Double) -> Bool {
    unitInterval() < probability
  }

  /// Puts the elements into an order drawn from all orders alike.
  ///
  /// Fisher and Yates, from the last element down: one bounded draw for each but the first.
  @inlinable public mutating func shuffle<Elements>(_ elements: inout Elements)
  where Elements: RandomAccessCollection & MutableCollection, Elements.Index == Int {
    guard elements.count > 1 else { return }
    let start = elements.startIndex
    for last in stride(from: elements.count - 1, through: 1, by: -1) {
      elements.swapAt(start + last, start + index(below: last + 1))
    }
  }
}
