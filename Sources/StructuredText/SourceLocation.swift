/// A place in a source text.
public struct SourceLocation: Hashable, Comparable, Sendable {
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1 in Unicode scalars.
  public let column: Int

  /// The place at `line` and `column`, both counted from 1.
  @inlinable public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Orders places as a reader meets them.
  @inlinable public static func < (a: Self, b: Self) -> Bool {
    a.line != b.line ? a.line < b.line : a.column < b.column
  }
}
