/// How large a CSV input may be before its reader refuses it.
///
/// Every limit has an error of its own, so that an input that is too large is told apart from one
/// that is malformed.
public struct CSVLimits: Hashable, Sendable {
  /// The most bytes of the whole input.
  public var bytes: Int
  /// The most rows after the header.
  public var rows: Int
  /// The most fields of one row.
  public var fields: Int
  /// The most bytes of one field, its quotes not counted.
  public var fieldBytes: Int

  /// Limits far above any real trace, and low enough to stop a file that is no CSV at all.
  public static let standard = CSVLimits()

  /// Limits of `bytes` in all, `rows` rows, `fields` a row and `fieldBytes` a field.
  public init(
    bytes: Int = 16 << 30, rows: Int = 1 << 30, fields: Int = 4096, fieldBytes: Int = 16 << 20
  ) {
    self.bytes = bytes
    self.rows = rows
    self.fields = fields
    self.fieldBytes = fieldBytes
  }
}
