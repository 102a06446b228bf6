/// A text that is not a value of the grammar it should follow.
///
/// The decoder turns it into a located diagnostic: the place of the text in its file, moved on by
/// `offset`, and `message`.
public struct ValueError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, what was expected and, where there is one, a suggestion; one line.
  public let message: String
  /// The first byte that does not fit, counted from the start of the text in UTF-8.
  public let offset: Int

  /// A problem described by `message` at the byte `offset` of the text.
  public init(_ message: String, offset: Int = 0) {
    self.message = message
    self.offset = offset
  }

  /// The message.
  public var description: String { message }
}
