/// Rows of text in columns, as wide as their widest cells.
enum TextColumns {
  /// A line for each of `rows`, whose cells in `numbers` stand to the right and the others to the
  /// left; no line ends with spaces.
  static func lines(_ rows: [[String]], numbers: ClosedRange<Int>) -> [String] {
    guard let columns = rows.first?.indices else { return [] }
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = columns.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return numbers.contains(column) ? space + row[column] : row[column] + space
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
