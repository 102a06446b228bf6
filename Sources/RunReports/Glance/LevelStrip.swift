import ReportPages
import SimulationEngine

/// A level over time as a row of characters, each the mean over its span of the run.
struct LevelStrip {
  let series: StepSeries
  let end: SimulationTime

  /// The means of a level over so many equal spans of the run, weighted by time; nil for a span of
  /// which nothing is known. O(instants + columns).
  func means(of level: Int, columns: Int) -> [Int128?] {
    let end = Int128(max(1, self.end.microseconds))
    var row = -1
    return (0..<columns).map { column in
      let from = Int64(Int128(column) * end / Int128(columns))
      let to = Int64(Int128(column + 1) * end / Int128(columns))
      var (sum, known, cursor): (Int128, Int128, Int64) = (0, 0, from)
      while cursor < to {
        while row + 1 < series.times.count, series.times[row + 1] <= cursor { row += 1 }
        let next = row + 1 < series.times.count ? min(to, series.times[row + 1]) : to
        if row >= 0 {
          sum += Int128(series.levels[level][row]) * Int128(next - cursor)
          known += Int128(next - cursor)
        }
        cursor = next
      }
      // Six more digits, so that the mean of small levels is not cut off to nothing.
      return known > 0 ? sum * 1_000_000 / known : nil
    }
  }

  /// The row of `level` as a share of `whole`, another level or a number.
  func text(of level: Int, whole: Whole, columns: Int, _ marks: TerminalMarks) -> String {
    let means = means(of: level, columns: columns)
    let wholes: [Int128?] =
      switch whole {
      case .level(let level): self.means(of: level, columns: columns)
      case .number(let number): means.map { _ in Int128(number) * 1_000_000 }
      }
    return zip(means, wholes).map { mean, whole in
      guard let mean, let whole, whole > 0 else { return " " }
      return marks.level(of: Int64(mean * 1000 / whole))
    }.joined()
  }

  /// What a row is a share of.
  enum Whole {
    case level(Int)
    case number(Int64)
  }
}
