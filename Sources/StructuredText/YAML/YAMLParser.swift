/// Finds the events of a YAML 1.2.2 text in bytes that are known to be UTF-8.
///
/// It decides on the spot: a node's first line tells whether it is the key of a block mapping. It
/// keeps open collections on stacks of its own and never recurses; every byte is looked at a
/// bounded number of times. Numbers in brackets name productions of the specification.
package struct YAMLParser<Sink: YAMLEventSink> {
  /// An open block collection.
  struct BlockFrame {
    let kind: YAMLCollectionKind
    /// The column of its entries, counted from 0.
    let indent: Int
    /// The mapping has a key after `?` whose value has not come yet.
    var awaitsValue = false
  }

  /// What to do next in a block.
  enum Step {
    /// Read a node.
    case node(NodeContext)
    /// Go on after a complete node.
    case next
  }

  /// Where a block node stands.
  struct NodeContext {
    /// The column of the collection that holds it; -1 for a document.
    let parent: Int
    /// A block collection may begin on the line on which the node is due.
    let allowsCompact: Bool
    /// A sequence may have its entries in the very column of the parent.
    let allowsIndentless: Bool
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  /// Where the line of `position` begins.
  var lineStart: Int
  /// Where the last tab was passed over between tokens.
  var lastTab = -1
  package var sink: Sink
  var blocks: [BlockFrame] = []
  var flows: [FlowFrame] = []
  /// Quoted text may go on at any column, as libyaml takes it.
  var allowsQuotedAtMargin = false
  /// What the directives of the document let tags begin with.
  var tagHandles: [String: String] = [:]

  /// A parser of `bytes` from `start`, which tells `sink` what it finds.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, sink: Sink) {
    self.bytes = bytes
    self.sink = sink
    position = start
    lineStart = start
  }

  /// Reads all documents.
  package mutating func readStream() throws(ReadingProblem) {
    var mayBeBare = true
    while true {
      let hasDirectives = try readDirectives(ifAllowed: mayBeBare)
      let isExplicit = isAtMarker(ASCII.minus)
      if !isExplicit {
        guard !hasDirectives else {
          throw problem("expected \"---\" after the directives of a document")
        }
        guard position < bytes.count else { return }
        if isAtMarker(ASCII.point) {
          try readDocumentEnd()
          mayBeBare = true
          continue
        }
        guard mayBeBare else { throw problem("expected \"---\" before a further document") }
      }
      try readDocument(isExplicit: isExplicit)
      let isEndExplicit = isAtMarker(ASCII.point)
      if isEndExplicit { try readDocumentEnd() }
      sink.endDocument(isExplicit: isEndExplicit)
      mayBeBare = isEndExplicit
    }
  }

  private mutating func readDocument(isExplicit: Bool) throws(ReadingProblem) {
    sink.startDocument(isExplicit: isExplicit)
    if isExplicit { position += 3 }
    var step = Step.node(
      NodeContext(parent: -1, allowsCompact: !isExplicit, allowsIndentless: false))
    while true {
      switch step {
      case .node(let context): step = try readBlockNode(context)
      case .next:
        guard let further = try continueBlock() else { return }
        step = further
      }
    }
  }

  /// What is wrong at the position.
  func problem(_ message: String) -> ReadingProblem { ReadingProblem(position, message) }

  /// The byte `distance` beyond the position; 0, which no YAML text has, beyond the end.
  @inline(__always)
  func peek(_ distance: Int = 0) -> UInt8 {
    let index = position &+ distance
    return index < bytes.count ? bytes[index] : 0
  }

  /// Whether the position is at the byte `indicator` and that stands alone.
  @inline(__always)
  func isAtIndicator(_ indicator: UInt8) -> Bool {
    peek() == indicator && isSpaceOrEnd(peek(1))
  }

  /// Whether a byte from `peek` is white space, a line break or the end.
  @inline(__always)
  func isSpaceOrEnd(_ byte: UInt8) -> Bool { byte <= ASCII.space }

  /// Whether a byte from `peek` is a line break or the end.
  @inline(__always)
  func isBreakOrEnd(_ byte: UInt8) -> Bool {
    byte == ASCII.lineFeed || byte == ASCII.carriageReturn || byte == 0
  }

  /// Whether `---` (or `...` for a point) stands alone at the start of the line [206].
  func isAtMarker(_ character: UInt8) -> Bool {
    position == lineStart && peek() == character && peek(1) == character
      && peek(2) == character && isSpaceOrEnd(peek(3))
  }

  /// Whether the document ends here.
  var isAtDocumentEnd: Bool {
    position >= bytes.count
      || position == lineStart && (isAtMarker(ASCII.minus) || isAtMarker(ASCII.point))
  }
}
