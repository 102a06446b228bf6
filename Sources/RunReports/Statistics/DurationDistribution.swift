import SimulationEngine

/// The distribution of a set of durations: exact, by nearest rank, in microseconds.
struct DurationDistribution: Equatable {
  let count: Int
  let mean: Int64
  let minimum: Int64
  let p50: Int64
  let p90: Int64
  let p95: Int64
  let p99: Int64
  let p999: Int64
  let maximum: Int64

  /// The distribution of durations that are in ascending order; nil without any.
  init?(sorted values: ArraySlice<Int64>) {
    guard let first = values.first, let last = values.last else { return nil }
    count = values.count
    mean = Ratio.rounded(values.reduce(Int128(0)) { $0 + Int128($1) }, Int128(values.count))
    minimum = first
    maximum = last
    func value(_ level: QuantileLevel) -> Int64 {
      values[values.startIndex + level.rank(among: values.count) - 1]
    }
    p50 = value(.p50)
    p90 = value(.p90)
    p95 = value(.p95)
    p99 = value(.p99)
    p999 = value(.p999)
  }

  /// The distribution of `values` in any order; nil without any.
  init?(_ values: some Sequence<Int64>) { self.init(sorted: ArraySlice(values.sorted())) }

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
  }

  /// One of the figures: a count, or microseconds.
  subscript(figure: Figure) -> Int64 {
    switch figure {
    case .count: Int64(count)
    case .mean: mean
    case .minimum: minimum
    case .p50: p50
    case .p90: p90
    case .p95: p95
    case .p99: p99
    case .p999: p999
    case .maximum: maximum
    }
  }
}
