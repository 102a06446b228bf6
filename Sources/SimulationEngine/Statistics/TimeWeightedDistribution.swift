/// A whole-number level that holds between changes, and its whole distribution over time: a
/// queue's length, a share in millionths.
///
/// Exact, and the same whatever the order of the changes. A change costs the same however many
/// there were; the memory grows with the number of different values.
///
/// What changes within an instant never held: the last word counts. A level may be without a value
/// for a while, such as a share of nothing; that time does not count.
public struct TimeWeightedDistribution: Equatable, Sendable {
  /// The level now; nil while it has no value.
  public private(set) var level: Int64?
  private var since: SimulationTime
  private var times = LevelTimes()

  /// A level observed from `start` on.
  public init(_ level: Int64? = nil, at start: SimulationTime = .zero) {
    self.level = level
    since = start
  }

  /// Sets the level from `time` on; `time` must not precede the last change.
  public mutating func set(_ newLevel: Int64?, at time: SimulationTime) {
    guard newLevel != level else { return }
    close(at: time)
    level = newLevel
  }

  /// Forgets the time before `time`, which must not precede the last change; the level stays.
  public mutating func restart(at time: SimulationTime) {
    close(at: time)
    times = LevelTimes()
  }

  /// The distribution until `end`, which must not precede the last change; nil if the level had no
  /// value for any time. Of no time at all, the level's value now is all there is.
  ///
  /// Complexity: O(n log n) in the number of different values.
  public func summary(until end: SimulationTime) -> TimeWeightedSummary? {
    var closed = self
    closed.close(at: end)
    let spans = closed.times.sorted
    if spans.isEmpty, let level, end == since {
      return TimeWeightedSummary([LevelTimes.Span(level: level, microseconds: 1)])
    }
    return TimeWeightedSummary(spans)
  }

  private mutating func close(at time: SimulationTime) {
    precondition(time >= since, "a level was set in the past")
    if let level, time > since { times.add(level, (time - since).microseconds) }
    since = time
  }
}

/// What a level's distribution over time comes to.
public struct TimeWeightedSummary: Equatable, Sendable {
  private let spans: ContiguousArray<LevelTimes.Span>
  /// For how long the level had a value, in microseconds.
  public let microseconds: Int128
  /// The area under the level, in level times microseconds.
  public let area: Int128
  /// The time-weighted mean, rounded to the nearest, halves away from zero.
  public let mean: Int64

  /// The summary of `spans` in ascending order of levels; nil without any.
  init?(_ spans: ContiguousArray<LevelTimes.Span>) {
    guard !spans.isEmpty else { return nil }
    self.spans = spans
    microseconds = spans.reduce(0) { $0 + Int128($1.microseconds) }
    area = spans.reduce(Int128(0)) { $0 + Int128($1.level) * Int128($1.microseconds) }
    mean = Ratio.rounded(area, microseconds)
  }

  /// The least level that held.
  public var minimum: Int64 { spans[0].level }

  /// The greatest level that held.
  public var maximum: Int64 { spans[spans.count - 1].level }

  /// The least level at or below which the level stayed for that part of the time.
  public subscript(quantile: QuantileLevel) -> Int64 {
    let wanted = microseconds * Int128(quantile.numerator)
    var held: Int128 = 0
    for span in spans {
      held += Int128(span.microseconds)
      if held * Int128(quantile.denominator) >= wanted { return span.level }
    }
    return maximum
  }
}
