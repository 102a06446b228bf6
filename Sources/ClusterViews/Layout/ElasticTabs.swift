/// Lays out text whose cells end with tabs, as Go's `text/tabwriter` does, by which kubectl aligns
/// all that it prints.
///
/// A column is a block of lines that follow each other and have a cell there that ends with a tab.
/// It is as wide as its widest cell and the padding. What follows a line's last tab belongs to no
/// column.
package struct ElasticTabs {
  /// The least width of a column, its padding included.
  let minimum: Int
  /// The spaces between the widest cell of a column and the next column.
  let padding: Int

  /// The layout of the tables of `kubectl get`.
  package static let table = ElasticTabs(minimum: 6, padding: 3)
  /// The layout of `kubectl describe`.
  static let description = ElasticTabs(minimum: 0, padding: 2)

  /// `text` with spaces for its tabs.
  package func layOut(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(Cell.init)
    }
    var output = Output(lines: lines, layout: self)
    output.format(0..<lines.count)
    // The last line ends with no line break of its own.
    if output.text.last == "\n" { output.text.removeLast() }
    return output.text
  }

  private struct Cell {
    let text: Substring
    let width: Int

    init(_ text: Substring) {
      self.text = text
      width = text.unicodeScalars.count
    }
  }

  private struct Output {
    let lines: [[Cell]]
    let layout: ElasticTabs
    /// The widths of the columns to the left of the one that is laid out.
    var widths: [Int] = []
    var text = ""

    init(lines: [[Cell]], layout: ElasticTabs) {
      self.lines = lines
      self.layout = layout
    }

    /// Writes `range`, whose lines have cells in all columns that have a width by now.
    mutating func format(_ range: Range<Int>) {
      let column = widths.count
      var pending = range.lowerBound
      var line = range.lowerBound
      while line < range.upperBound {
        guard column < lines[line].count - 1 else {
          line += 1
          continue
        }
        write(pending..<line)
        let start = line
        var width = layout.minimum
        while line < range.upperBound, column < lines[line].count - 1 {
          width = max(width, lines[line][column].width + layout.padding)
          line += 1
        }
        widths.append(width)
        format(start..<line)
        widths.removeLast()
        pending = line
      }
      write(pending..<range.upperBound)
    }

    private mutating func write(_ range: Range<Int>) {
      for line in range {
        for (column, cell) in lines[line].enumerated() {
          text += cell.text
          guard column < widths.count else { continue }
          text += String(repeating: " ", count: max(0, widths[column] - cell.width))
        }
        text += "\n"
      }
    }
  }
}
