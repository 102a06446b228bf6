/// A table for people: columns aligned, long texts broken to fit the width of a terminal.
struct TextTable {
  /// A column: its header, and how its cells stand.
  struct Column {
    /// The lines of the header.
    let header: [String]
    /// Whether cells stand at the right.
    var isNumber = false
    /// Whether the column gives way when the table is too wide.
    var isFlexible = false
  }

  /// A flexible column never gets narrower than this.
  private static let leastWidth = 16
  private static let gap = 2

  private let columns: [Column]
  /// Each cell a list of paragraphs.
  private var rows: [[[String]]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row of one-line cells.
  mutating func append(_ cells: [String]) { rows.append(cells.map { [$0] }) }

  /// Adds a row whose cells may have several paragraphs.
  mutating func append(paragraphs cells: [[String]]) { rows.append(cells) }

  /// The lines of the table, header first, no wider than `width` if that can be.
  func lines(width: Int) -> (header: [String], rows: [String]) {
    let widths = widths(within: width)
    let header = layOut(columns.map(\.header), widths)
    return (header, rows.flatMap { row in layOut(row, widths) })
  }

  /// How wide each column is as it stands, its gap left out.
  var naturalWidths: [Int] {
    columns.indices.map { column in
      let header = columns[column].header.map(\.count).max() ?? 0
      return rows.reduce(header) { widest, row in
        max(widest, row[column].map(\.count).max() ?? 0)
      }
    }
  }

  /// What is missing is taken from the flexible columns, the widest first.
  private func widths(within width: Int) -> [Int] {
    var widths = naturalWidths
    var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - width
    while excess > 0 {
      let flexible = columns.indices.filter {
        columns[$0].isFlexible && widths[$0] > Self.leastWidth
      }
      guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func layOut(_ cells: [[String]], _ widths: [Int]) -> [String] {
    let broken = cells.indices.map { column in
      cells[column].flatMap { Self.broken($0, widths[column]) }
    }
    let height = broken.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var text = ""
      for (column, cell) in broken.enumerated() {
        let part = line < cell.count ? cell[line] : ""
        let room = String(repeating: " ", count: max(0, widths[column] - part.count))
        text += columns[column].isNumber ? room + part : part + room
        text += String(repeating: " ", count: Self.gap)
      }
      while text.hasSuffix(" ") { text.removeLast() }
      return text
    }
  }

  /// `text` in lines of at most `width`, broken at spaces; what follows the first is indented.
  static func broken(_ text: String, _ width: Int) -> [String] {
    guard text.count > width else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = "  " + word
      }
    }
    return lines + [line]
  }

  /// The words of a name in camel case, packed into lines of at most `width`:
  /// `NodeResourcesBalancedAllocation` in four.
  static func headerLines(_ name: String, width: Int = 11) -> [String] {
    var words: [String] = []
    var previous: Character = "A"
    for letter in name {
      if words.isEmpty || (letter.isUppercase && !previous.isUppercase) {
        words.append(String(letter))
      } else {
        words[words.count - 1].append(letter)
      }
      previous = letter
    }
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + word.count <= width {
        lines[lines.count - 1] = last + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
