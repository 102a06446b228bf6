/// A column of a CSV input, found once by its name and then used for every row.
public struct CSVColumn: Hashable, Sendable {
  /// The position in a row, counted from 0.
  public let index: Int
  /// The name in the header.
  public let name: String
}

/// Where the names of a CSV input's columns come from.
public enum CSVHeader: Hashable, Sendable {
  /// The first row holds the names.
  case firstRow
  /// The input has no header row: its columns are these.
  case named([String])
}
