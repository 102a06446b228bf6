/// Takes what a YAML parser finds, in the order of the text.
///
/// A method throws where what it is told goes beyond a limit or has no meaning.
package protocol YAMLEventSink {
  /// Content that differs from its source; the parser appends to it.
  var decoded: [UInt8] { get set }

  /// A document begins, with `---` if it `isExplicit`.
  mutating func startDocument(isExplicit: Bool)

  /// The document ends, with `...` if that `isExplicit`.
  mutating func endDocument(isExplicit: Bool)

  /// A collection begins at `offset`.
  mutating func open(
    _ kind: YAMLCollectionKind, isFlow: Bool, at offset: Int, _ properties: YAMLNodeProperties
  ) throws(ReadingProblem)

  /// The innermost collection ends.
  mutating func close(_ kind: YAMLCollectionKind)

  /// A scalar.
  mutating func scalar(
    _ token: YAMLScalarToken, _ properties: YAMLNodeProperties
  ) throws(ReadingProblem)

  /// An alias of the anchor that the token names.
  mutating func alias(_ token: YAMLScalarToken) throws(ReadingProblem)

  /// A flow collection follows that may prove to be the first key of a mapping.
  mutating func reserve(at offset: Int) throws(ReadingProblem) -> NodeReservation

  /// The collection since `reserved` was not a key; it has further `properties`.
  mutating func release(_ reserved: NodeReservation, _ properties: YAMLNodeProperties)

  /// The collection since `reserved` was the first key of a mapping, which is now open.
  mutating func fill(
    _ reserved: NodeReservation, isFlow: Bool, _ properties: YAMLNodeProperties
  ) throws(ReadingProblem)
}

/// A kind of collection.
package enum YAMLCollectionKind {
  case sequence
  case mapping
}

/// How a scalar is written.
package enum YAMLScalarStyle {
  case plain
  case singleQuoted
  case doubleQuoted
  case literal
  case folded
}

/// A scalar, or the name of an alias.
package struct YAMLScalarToken {
  /// Where it begins in the source.
  package let offset: Int
  /// Where its content begins, in the source or in the decoded text.
  package var start: Int
  /// The bytes of its content.
  package var length: Int
  package var isDecoded = false
  package var style = YAMLScalarStyle.plain
  package var isAlias = false

  /// A scalar without content.
  static func empty(at offset: Int) -> Self { Self(offset: offset, start: offset, length: 0) }
}

/// What stands before a node: its anchor and its tag.
package struct YAMLNodeProperties {
  /// Where the anchor's name lies in the source.
  package var anchor: Range<Int>?
  /// The tag, its handle replaced by what it stands for.
  package var tag: String?

  var isEmpty: Bool { anchor == nil && tag == nil }
}
