/// Reads a CSV text (RFC 4180) row by row, without a copy or a `String` per field.
///
/// The reader is a cursor: find the columns by name, `advance()` from row to row, and take values
/// out of the current row as integers, fixed decimals or strings.
///
/// ```swift
/// var rows = try CSVReader(bytes, file: "pods.csv")
/// let milliCPU = try rows.column("cpu_milli")
/// while rows.advance() { total += rows.integer(milliCPU, in: 0...Int64.max) ?? 0 }
/// try rows.finish()
/// ```
///
/// A row or a value that is wrong is noted with its place and skipped, so that one reading finds
/// every problem; `finish()` throws what was noted. Lines end with LF or CRLF, a byte order mark
/// is passed over, and so are blank lines (a lone empty field is written `""`).
public struct CSVReader: Sendable {
  /// The name of the input in diagnostics.
  public let file: String
  /// The names of the columns, in order.
  public internal(set) var header: [String] = []
  /// The problems noted so far, in the order in which they were found.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// How many rows have been read, the header not counted and skipped ones included.
  public private(set) var rowCount = 0

  /// The most problems noted before the reader gives up on an input.
  public static let maximumDiagnostics = 100

  /// Where the header stands; nil where the caller named the columns.
  var headerLocation: SourceLocation?
  let bytes: [UInt8]
  let limits: CSVLimits
  var scanner = CSVRowScanner()
  private var hasStopped = false

  /// A reader at the first row after the header.
  ///
  /// - Throws: where the input is over its limit of bytes, is not UTF-8, or has no usable header.
  public init(
    _ bytes: [UInt8], file: String, header: CSVHeader = .firstRow,
    limits: CSVLimits = .standard
  ) throws(DiagnosticList) {
    self.file = file
    self.bytes = bytes
    self.limits = limits
    guard bytes.count <= limits.bytes else {
      throw DiagnosticList([
        Diagnostic(
          .error, file: file, location: nil,
          message: "the input has \(bytes.count) bytes; the limit is \(limits.bytes)")
      ])
    }
    if let offset = UTF8Checker.firstInvalidByte(of: bytes) {
      throw DiagnosticList([invalidText(at: offset)])
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = 3 }
    switch header {
    case .named(let names): self.header = names
    case .firstRow: try readHeader()
    }
  }

  /// Moves to the next row that has as many fields as the header; false at the end.
  ///
  /// A row that is malformed or of another length is noted and passed over.
  public mutating func advance() -> Bool {
    while !hasStopped {
      switch scan() {
      case .end:
        hasStopped = true
      case .problem(let problem, let offset):
        rowCount += 1
        note(problem, at: offset)
      case .row:
        guard rowCount < limits.rows else {
          note("the input has more than \(limits.rows) rows, which is the limit", at: rowStart)
          hasStopped = true
          return false
        }
        rowCount += 1
        if scanner.count == header.count { return true }
        noteWrongLength()
      }
    }
    return false
  }

  /// Throws every problem noted, in the order of their places.
  public func finish() throws(DiagnosticList) {
    guard !diagnostics.isEmpty else { return }
    let start = SourceLocation(line: 0, column: 0)
    let inOrder = diagnostics.enumerated().sorted { a, b in
      (a.element.location ?? start, a.offset) < (b.element.location ?? start, b.offset)
    }
    throw DiagnosticList(inOrder.map(\.element))
  }

  /// Lets the scanner read one row.
  ///
  /// The scanner is moved out meanwhile: its array must be its own, or writing would copy it.
  mutating func scan() -> CSVRowScanner.Outcome {
    var moved = CSVRowScanner()
    swap(&moved, &scanner)
    let limits = limits
    let outcome = bytes.withUnsafeBytes { moved.next(in: $0, limits: limits) }
    swap(&moved, &scanner)
    return outcome
  }

  /// Notes `message` at a byte of the current row; gives up after too many.
  mutating func note(_ message: String, at offset: Int) {
    guard !hasStopped else { return }
    let location = location(of: offset)
    diagnostics.append(Diagnostic(.error, file: file, location: location, message: message))
    guard diagnostics.count == CSVReader.maximumDiagnostics else { return }
    hasStopped = true
    diagnostics.append(
      Diagnostic(
        .error, file: file, location: location,
        message: "\(CSVReader.maximumDiagnostics) problems found; the rest is not read"))
  }
}
