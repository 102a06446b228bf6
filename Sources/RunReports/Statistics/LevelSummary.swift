import SimulationEngine

/// The statistics over time of a level that holds from one sample to the next.
struct LevelSummary: Equatable {
  /// A level and for how long it held, in microseconds.
  struct Span: Equatable {
    let level: Int64
    let microseconds: Int64
  }

  /// The time-weighted mean, rounded.
  let mean: Int64
  /// The least level below or at which it stayed half the time.
  let p50: Int64
  /// The least level below or at which it stayed 95 % of the time.
  let p95: Int64
  /// The greatest level.
  let maximum: Int64

  /// The statistics of `spans`; nil without any.
  ///
  /// Levels that held for no time count for the maximum alone, unless none held for longer.
  init?(_ spans: some Sequence<Span>) {
    var sorted = ContiguousArray(spans)
    guard !sorted.isEmpty else { return nil }
    sorted.sort { ($0.level, $0.microseconds) < ($1.level, $1.microseconds) }
    maximum = sorted[sorted.count - 1].level
    var total = sorted.reduce(Int128(0)) { $0 + Int128($1.microseconds) }
    if total == 0 {
      sorted = ContiguousArray(sorted.map { Span(level: $0.level, microseconds: 1) })
      total = Int128(sorted.count)
    }
    let area = sorted.reduce(Int128(0)) { $0 + Int128($1.level) * Int128($1.microseconds) }
    mean = Ratio.rounded(area, total)
    p50 = Self.level(at: .p50, sorted, total)
    p95 = Self.level(at: .p95, sorted, total)
  }

  private static func level(
    at quantile: QuantileLevel, _ sorted: ContiguousArray<Span>, _ total: Int128
  ) -> Int64 {
    var held: Int128 = 0
    for span in sorted {
      held += Int128(span.microseconds)
      if held * Int128(quantile.denominator) >= total * Int128(quantile.numerator) {
        return span.level
      }
    }
    return sorted[sorted.count - 1].level
  }
}

/// Collects the spans of a level that is sampled at instants.
struct SampledLevel {
  private(set) var spans: ContiguousArray<LevelSummary.Span> = []
  private var last: (time: SimulationTime, level: Int64)?

  /// The level holds from `time` on.
  mutating func add(_ level: Int64, at time: SimulationTime) {
    close(at: time)
    last = (time, level)
  }

  /// The level holds until `time`, and is not known after.
  mutating func close(at time: SimulationTime) {
    if let last {
      spans.append(
        LevelSummary.Span(
          level: last.level, microseconds: max(0, (time - last.time).microseconds)))
    }
    last = nil
  }

  /// The statistics until `end`; nil if nothing was sampled.
  mutating func summary(until end: SimulationTime) -> LevelSummary? {
    close(at: end)
    return LevelSummary(spans)
  }

  /// The area under the level until `end`, in level times microseconds.
  mutating func area(until end: SimulationTime) -> Int128 {
    close(at: end)
    return spans.reduce(0) { $0 + Int128($1.level) * Int128($1.microseconds) }
  }
}

extension SampledLevel {
  /// The level holds from `time` on, or is not known where it is nil.
  mutating func set(_ level: Int64?, at time: SimulationTime) {
    if let level { add(level, at: time) } else { close(at: time) }
  }
}
