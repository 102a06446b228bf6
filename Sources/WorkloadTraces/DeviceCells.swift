import StructuredText

/// The columns that say how many devices a pod wants, and how much of each.
struct DeviceCells {
  let count: CSVColumn
  let thousandths: CSVColumn

  /// The most devices that one pod or one node may have: far above any machine.
  static let most: Int64 = 1024

  /// The devices of the current row; nil where the cells contradict each other, which is noted.
  func read(from rows: inout CSVReader) -> (count: Int64, thousandths: Int64)? {
    let count = rows.integer(count, in: 0...Self.most)
    let share = rows.integer(thousandths, in: 0...1000)
    guard let count, let share else { return nil }
    switch (count, share) {
    case (0, 0), (1, 1...1000), (2..., 1000): return (count, share)
    case (0, _): rows.reject(thousandths, expected: "0 for a pod without devices")
    case (1, _): rows.reject(thousandths, expected: "an integer from 1 to 1000 for one device")
    default: rows.reject(thousandths, expected: "1000: several devices are taken whole")
    }
    return nil
  }
}
