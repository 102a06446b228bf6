/// For how long a level had each of its values.
///
/// An open table of places without order, from which a list in ascending order can be made; adding
/// costs the same however many values there are.
struct LevelTimes: Sendable {
  /// A value, and for how long the level had it; a free place has no time.
  struct Span: Hashable, Sendable {
    var level: Int64 = 0
    var microseconds: Int64 = 0
  }

  private var places: ContiguousArray<Span> = []
  private var count = 0

  /// The level was `level` for `microseconds`, which are positive.
  mutating func add(_ level: Int64, _ microseconds: Int64) {
    if 4 * count >= 3 * places.count { grow() }
    let place = Self.place(of: level, in: places)
    if places[place].microseconds == 0 {
      count += 1
      places[place].level = level
    }
    places[place].microseconds += microseconds
  }

  /// The values in ascending order.
  var sorted: ContiguousArray<Span> {
    var spans = ContiguousArray(places.lazy.filter { $0.microseconds > 0 })
    spans.sort { $0.level < $1.level }
    return spans
  }

  private mutating func grow() {
    var larger = ContiguousArray(repeating: Span(), count: max(8, 2 * places.count))
    for span in places where span.microseconds > 0 {
      larger[Self.place(of: span.level, in: larger)] = span
    }
    places = larger
  }

  /// The place of `level`, or the free one that it would take.
  private static func place(of level: Int64, in places: ContiguousArray<Span>) -> Int {
    let mask = places.count - 1
    // Multiplication by 2^64 over the golden ratio spreads neighbors (Knuth, volume 3, 6.4). The
    // uppermost bits are taken: those below stay zero for multiples of a power of two, such as
    // amounts of memory.
    let mixed = UInt64(bitPattern: level) &* 0x9E37_79B9_7F4A_7C15
    var place = Int(mixed >> UInt64(64 - places.count.trailingZeroBitCount))
    while places[place].microseconds != 0, places[place].level != level {
      place = (place + 1) & mask
    }
    return place
  }
}

extension LevelTimes: Equatable {
  static func == (a: Self, b: Self) -> Bool { a.count == b.count && a.sorted == b.sorted }
}
