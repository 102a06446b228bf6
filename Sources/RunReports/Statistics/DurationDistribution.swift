import SimulationEngine

/// The distribution of a set of durations: exact, by nearest rank, in microseconds.
///
/// Durations that go on count with the length that they have so far: if those that wait were left
/// out, the figures would be the better the longer they wait. What such a length decides is a lower
/// bound.
struct DurationDistribution: Equatable {
  /// How many durations are over.
  let count: Int
  /// How many go on.
  let waiting: Int
  private let values: [Int64]
  /// Which of the values are lower bounds.
  private let bounds: [Bool]

  /// The figures that have a length.
  private static let lengths: [Figure] = [
    .mean, .minimum, .p50, .p90, .p95, .p99, .p999, .maximum,
  ]

  /// The distribution of durations in ascending order, of equal ones those first that are over; nil
  /// without any.
  init?(sorted durations: ArraySlice<ObservedDuration>) {
    guard !durations.isEmpty else { return nil }
    let total = durations.count
    let open = durations.count { !$0.isOver }
    count = total - open
    waiting = open
    let sum = durations.reduce(Int128(0)) { $0 + Int128($1.microseconds) }
    let mean = Ratio.rounded(sum, Int128(total))
    let ranked = Self.lengths.map { figure in
      figure.rank(among: total).map { durations[durations.startIndex + $0 - 1] }
        ?? ObservedDuration(microseconds: mean, isOver: open == 0)
    }
    values = ranked.map(\.microseconds)
    bounds = ranked.map { !$0.isOver }
  }

  /// The distribution of `values` in any order, all of which are over; nil without any.
  init?(_ values: some Sequence<Int64>) {
    self.init(values.map { ObservedDuration(microseconds: $0) })
  }

  /// The distribution of `durations` in any order; nil without any.
  init?(_ durations: some Sequence<ObservedDuration>) {
    self.init(
      sorted: ArraySlice(
        durations.sorted {
          ($0.microseconds, $0.isOver ? 0 : 1) < ($1.microseconds, $1.isOver ? 0 : 1)
        }))
  }

  var mean: Int64 { self[.mean] }
  var p50: Int64 { self[.p50] }
  var p99: Int64 { self[.p99] }
  var maximum: Int64 { self[.maximum] }

  /// A figure by the name that it has in `latency.csv`.
  enum Figure: String, CaseIterable {
    case count
    case mean
    case minimum = "min"
    case p50
    case p90
    case p95
    case p99
    case p999
    case maximum = "max"
    case waiting

    /// The end of the figure's name in the summary, such as `p99_seconds`.
    var metric: String { isCount ? rawValue : "\(rawValue)_seconds" }

    /// Whether the figure counts durations, and is no length.
    var isCount: Bool { self == .count || self == .waiting }

    /// The rank of the figure among `total` values, from 1; nil for what has none.
    fileprivate func rank(among total: Int) -> Int? {
      switch self {
      case .count, .waiting, .mean: nil
      case .minimum: 1
      case .p50: QuantileLevel.p50.rank(among: total)
      case .p90: QuantileLevel.p90.rank(among: total)
      case .p95: QuantileLevel.p95.rank(among: total)
      case .p99: QuantileLevel.p99.rank(among: total)
      case .p999: QuantileLevel.p999.rank(among: total)
      case .maximum: total
      }
    }
  }

  /// One of the figures: a count, or microseconds.
  subscript(figure: Figure) -> Int64 {
    switch figure {
    case .count: Int64(count)
    case .waiting: Int64(waiting)
    default: values[Self.place(of: figure)]
    }
  }

  /// Whether a figure is a lower bound, since a duration that goes on decides it.
  func isBound(_ figure: Figure) -> Bool {
    !figure.isCount && bounds[Self.place(of: figure)]
  }

  /// How many durations go on, if a figure is a lower bound; else zero.
  func openCount(of figure: Figure) -> Int { isBound(figure) ? waiting : 0 }

  /// The names of those of `figures` that are lower bounds, with spaces between.
  func boundNames(of figures: [Figure]) -> String {
    figures.filter { isBound($0) }.map(\.rawValue).joined(separator: " ")
  }

  private static func place(of figure: Figure) -> Int {
    guard let place = lengths.firstIndex(of: figure) else {
      preconditionFailure("a count has no length")
    }
    return place
  }
}
