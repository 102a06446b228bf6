import RunReports
import SimulationEngine

/// Two scenarios side by side: of each figure the means, and the difference by pairs of runs under
/// equal seeds.
package struct Comparison: Sendable {
  /// Which of two scenarios is the better one in a figure.
  package enum Better: String, Sendable {
    case a = "A"
    case b = "B"
  }

  /// One figure.
  package struct Row: Sendable {
    /// The figure's name with its subject.
    package let name: String
    package let unit: String
    /// The means, in millionths.
    package let a: Int64
    package let b: Int64
    /// How many pairs of runs have the figure.
    package let pairs: Int
    /// B − A.
    package let difference: PairedDifference
    /// The better one, where the interval of t excludes zero and it is known what is wanted.
    package let better: Better?

    /// Whether any pair differs.
    package var differs: Bool {
      a != b || difference.mean != 0 || difference.bootstrap.map { $0.low != $0.high } ?? false
    }
  }

  /// The figures that both scenarios have, in the order of the report.
  package private(set) var rows: [Row] = []
  /// The figures that only one of them has.
  package private(set) var lonely: [String] = []

  /// The comparison of runs, one of each scenario for each seed; resamples derive from `seed`.
  package init(_ a: [[SummaryFigure]], _ b: [[SummaryFigure]], seed: UInt64) {
    let first = Self.columns(a)
    let second = Self.columns(b)
    for (name, column) in first.ordered {
      guard let other = second.byName[name].map({ second.ordered[$0].column }) else {
        lonely.append(name)
        continue
      }
      let pairs = zip(column.values, other.values).compactMap { a, b in
        a.flatMap { a in b.map { b in (a, b) } }
      }
      guard !pairs.isEmpty else { continue }
      let differences = pairs.map { Self.difference($0, $1) }
      let difference = PairedDifference(
        differences, stream: RandomStream(seed: seed, name: "comparison/\(name)"))
      rows.append(
        Row(
          name: name, unit: column.unit, a: PairedDifference.mean(of: pairs.map(\.0)),
          b: PairedDifference.mean(of: pairs.map(\.1)), pairs: pairs.count, difference: difference,
          better: Self.better(difference, column.metric)))
    }
    lonely += second.ordered.lazy.map(\.name).filter { first.byName[$0] == nil }
  }

  private struct Column {
    let metric: String
    let unit: String
    /// By run; nil where the run does not have the figure.
    var values: [Int64?]
  }

  private struct Columns {
    var ordered: [(name: String, column: Column)] = []
    var byName: [String: Int] = [:]
  }

  private static func columns(_ runs: [[SummaryFigure]]) -> Columns {
    var columns = Columns()
    for (run, figures) in runs.enumerated() {
      for figure in figures {
        let name = figure.name
        if let row = columns.byName[name] {
          columns.ordered[row].column.values[run] = figure.value.millionths
          continue
        }
        var values = [Int64?](repeating: nil, count: runs.count)
        values[run] = figure.value.millionths
        columns.byName[name] = columns.ordered.count
        columns.ordered.append(
          (name, Column(metric: figure.metric, unit: figure.unit, values: values)))
      }
    }
    return columns
  }

  private static func difference(_ a: Int64, _ b: Int64) -> Int64 {
    Int64(clamping: Int128(b) - Int128(a))
  }

  private static func better(_ difference: PairedDifference, _ metric: String) -> Better? {
    guard let interval = difference.student, interval.excludesZero,
      let wanted = MetricDirection(of: metric)
    else { return nil }
    return (interval.low > 0) == (wanted == .more) ? .b : .a
  }
}
