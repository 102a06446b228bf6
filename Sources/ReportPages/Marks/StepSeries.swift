import SimulationEngine

/// Levels that hold from one instant to the next, several over the same instants.
package struct StepSeries {
  /// The name by which paths and legends refer to the series.
  package let key: String
  /// The instants, ascending.
  package private(set) var times: ContiguousArray<Int64>
  /// For each level, its value from each instant on.
  package private(set) var levels: [ContiguousArray<Int64>]

  /// A series under `key` with so many levels and no instants, whose time is in microseconds.
  package init(key: String, levelCount: Int) {
    self.key = key
    times = []
    levels = Array(repeating: [], count: levelCount)
  }

  /// The levels are `values` from `time` on; a second time at one instant counts, not the first.
  package mutating func append(_ values: [Int64], at time: SimulationTime) {
    if times.last == time.microseconds {
      for (level, value) in values.enumerated() { levels[level][times.count - 1] = value }
      return
    }
    times.append(time.microseconds)
    for (level, value) in values.enumerated() { levels[level].append(value) }
  }

  /// The greatest value of a level; zero without any.
  package func maximum(of level: Int) -> Int64 { max(0, levels[level].max() ?? 0) }

  /// The series with so few instants that each of `columns` equal spans of the time up to `end`
  /// keeps the last instant in it and, of each level, those of its least and greatest value. What a
  /// plot of so many columns shows does not change. O(instants).
  package func reduced(to columns: Int, until end: SimulationTime) -> StepSeries {
    guard times.count > columns * 2 else { return self }
    var reduced = StepSeries(key: key, levelCount: levels.count)
    var start = 0
    while start < times.count {
      let column = self.column(times[start], columns, end)
      var next = start + 1
      while next < times.count, self.column(times[next], columns, end) == column { next += 1 }
      for row in notable(in: start..<next) {
        reduced.append(levels.map { $0[row] }, at: SimulationTime(microseconds: times[row]))
      }
      start = next
    }
    return reduced
  }

  private func column(_ time: Int64, _ columns: Int, _ end: SimulationTime) -> Int64 {
    Int64(Int128(time) * Int128(columns) / Int128(max(1, end.microseconds)))
  }

  /// The rows to keep of `range`, ascending.
  private func notable(in range: Range<Int>) -> [Int] {
    guard range.count > 1 + levels.count * 2 else { return Array(range) }
    var rows: Set = [range.upperBound - 1]
    for level in levels {
      var (least, greatest) = (range.lowerBound, range.lowerBound)
      for row in range {
        if level[row] < level[least] { least = row }
        if level[row] > level[greatest] { greatest = row }
      }
      rows.insert(least)
      rows.insert(greatest)
    }
    return rows.sorted()
  }
}
