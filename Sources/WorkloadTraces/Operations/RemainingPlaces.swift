/// Places of a list, of which those are taken away that are in a given position among the ones
/// left.
///
/// A tree of sums by powers of two (Fenwick, 1994): each removal costs the logarithm of the count.
struct RemainingPlaces {
  /// How many are left.
  private(set) var count: Int
  private var isLeft: ContiguousArray<Bool>
  /// At i, how many are left of the places that end before i, as many as the lowest bit of i says.
  private var sums: ContiguousArray<Int>

  /// All places from 0 to `count` - 1.
  init(count: Int) {
    self.count = count
    isLeft = ContiguousArray(repeating: true, count: count)
    sums = ContiguousArray((0...count).map { $0 & -$0 })
  }

  /// Whether `place` is left.
  func contains(_ place: Int) -> Bool { isLeft[place] }

  /// Takes the place away that is in `position` among those left; returns it.
  mutating func remove(_ position: Int) -> Int {
    precondition((0..<count).contains(position), "there are \(count) places")
    var (place, rest) = (0, position)
    var step = 1 << (Int.bitWidth - 1 - sums.count.leadingZeroBitCount)
    while step > 0 {
      if place + step < sums.count, sums[place + step] <= rest {
        place += step
        rest -= sums[place]
      }
      step >>= 1
    }
    isLeft[place] = false
    count -= 1
    var index = place + 1
    while index < sums.count {
      sums[index] -= 1
      index += index & -index
    }
    return place
  }
}
