import StructuredText

/// How often each of several remarks applies, with the first place of each.
public struct OccurrenceCounts: Sendable {
  /// One remark.
  public struct Occurrence: Sendable, Hashable {
    /// What is remarked.
    public let text: String
    /// The first place, as a warning.
    public let first: Diagnostic
    /// How often it applies; at least 1.
    public internal(set) var count: Int
  }

  private var rows: [Occurrence] = []
  private var rowOfText: [String: Int] = [:]

  public init() {}

  /// The remarks in the order in which they were first made.
  public var occurrences: [Occurrence] { rows }

  /// Whether no remark was made.
  public var isEmpty: Bool { rows.isEmpty }

  /// Makes the remark `text` once more; `node` is its place if it is the first.
  public mutating func count(_ text: String, at node: SyntaxNode) {
    if let row = rowOfText[text] {
      rows[row].count += 1
    } else {
      count(node.diagnostic(.warning, text))
    }
  }

  /// Makes the remark of a warning once more; its place counts if it is the first.
  public mutating func count(_ warning: Diagnostic) {
    if let row = rowOfText[warning.message] {
      rows[row].count += 1
      return
    }
    rowOfText[warning.message] = rows.count
    rows.append(Occurrence(text: warning.message, first: warning, count: 1))
  }

  /// Adds the counts of another.
  public mutating func add(_ other: OccurrenceCounts) {
    for occurrence in other.rows {
      if let row = rowOfText[occurrence.text] {
        rows[row].count += occurrence.count
      } else {
        rowOfText[occurrence.text] = rows.count
        rows.append(occurrence)
      }
    }
  }

  /// One warning a remark, at its first place, with its count.
  public var warnings: [Diagnostic] {
    rows.map { row in
      let times = row.count == 1 ? "" : " (\(row.count) times)"
      return Diagnostic(
        .warning, file: row.first.file, location: row.first.location, message: row.text + times)
    }
  }
}
