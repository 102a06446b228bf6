/// The bytes of one input, known to be UTF-8, with an index from byte offsets to places.
///
/// The index holds the line and the column at the start of every block of bytes, so a place
/// costs one short scan however long the lines are, and the index is a fraction of the text.
struct SourceText: Sendable {
  /// Bytes between two entries of the index.
  static let blockBytes = 1024

  let file: String
  let bytes: [UInt8]
  /// The bytes of a byte order mark at the start: 0 or 3.
  let markBytes: Int
  private var lines: [UInt32] = []
  private var columns: [UInt32] = []

  /// Checks `bytes` and indexes their lines, of which the first has the number `firstLine`.
  ///
  /// Throws where the text is too long, is not UTF-8, or has, if `rejectsControls`, a control
  /// character that YAML does not allow.
  init(
    _ bytes: [UInt8], file: String, firstLine: Int, limits: TextLimits, rejectsControls: Bool
  ) throws(DiagnosticList) {
    self.file = file
    self.bytes = bytes
    markBytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let problem = Self.sizeProblem(bytes, limits) ?? Self.encodingProblem(bytes) {
      throw DiagnosticList([Diagnostic(.error, file: file, location: nil, message: problem)])
    }
    var scanner = LineScanner(firstLine: firstLine, rejectsControls: rejectsControls)
    lines.reserveCapacity(bytes.count / Self.blockBytes + 1)
    columns.reserveCapacity(bytes.count / Self.blockBytes + 1)
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      while start < buffer.count, scanner.problem == nil {
        // A block of the index may begin inside a character: its column then counts that
        // character already, and continuation bytes count nothing.
        lines.append(scanner.line)
        columns.append(scanner.column)
        let end = min(start + Self.blockBytes, buffer.count)
        scanner.advance(over: buffer, from: start, to: end)
        start = end
      }
      scanner.finish(at: buffer.count)
    }
    if let problem = scanner.problem {
      throw DiagnosticList([
        Diagnostic(
          .error, file: file, location: location(of: problem.offset), message: problem.message)
      ])
    }
  }

  /// The place of the byte at `offset`, or of the end of the text.
  func location(of offset: Int) -> SourceLocation {
    let block = min(offset / Self.blockBytes, lines.count - 1)
    guard block >= 0 else { return SourceLocation(line: 1, column: 1) }
    var line = Int(lines[block])
    var column = Int(columns[block])
    for index in block * Self.blockBytes..<min(offset, bytes.count) {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, byte != 0x0D {
        column += 1
      }
    }
    return SourceLocation(
      line: line, column: markBytes > 0 && line == 1 ? max(1, column - 1) : column)
  }

  private static func sizeProblem(_ bytes: [UInt8], _ limits: TextLimits) -> String? {
    guard bytes.count > limits.documentBytes else { return nil }
    return "the text has \(bytes.count) bytes; the limit is \(limits.documentBytes)"
  }

  private static func encodingProblem(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 2 else { return nil }
    let isMarked =
      bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0xFF && bytes[1] == 0xFE
    let isUnmarked = bytes.count >= 4 && (bytes[0] == 0) != (bytes[1] == 0)
    guard isMarked || isUnmarked else { return nil }
    return "the text is not in UTF-8 but, as it seems, in UTF-16 or UTF-32; save it as UTF-8"
  }
}
