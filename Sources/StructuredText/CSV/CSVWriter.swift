/// Writes a CSV text (RFC 4180) into a buffer of bytes: `\n` line ends, quotes only where needed.
///
/// Append the fields of a row in the order of the columns, then end the row. Numbers are formatted
/// from integers without a `String`; equal calls make equal bytes.
///
/// ```swift
/// var writer = CSVWriter(columns: ["time_seconds", "node", "pods"])
/// writer.append(scaled: 1_500_000, by: 6, decimals: 3)
/// writer.append("worker-1")
/// writer.append(integer: 7)
/// writer.endRow()                                     // 1.500,worker-1,7
/// ```
///
/// A writer of large files hands on `bytes` now and then and calls `removeAll()`.
public struct CSVWriter: Sendable {
  /// How many columns every row has.
  public let columnCount: Int
  /// The buffer: `used` bytes of text, then room.
  var storage: [UInt8]
  var used = 0
  var fieldCount = 0
  /// The first byte of the row that is being written.
  private var rowStart = 0

  /// A writer whose text begins with a header row of `columns`.
  /// - Precondition: there is at least one column.
  public init(columns: [String], capacity: Int = 1 << 16) {
    precondition(!columns.isEmpty, "a table has at least one column")
    columnCount = columns.count
    storage = [UInt8](repeating: 0, count: max(capacity, 64))
    for column in columns { append(column) }
    endRow()
  }

  /// How many bytes have been written since the start or the last `removeAll()`.
  public var byteCount: Int { used }

  /// The text written since the start or the last `removeAll()`.
  public var bytes: ArraySlice<UInt8> { storage[..<used] }

  /// Forgets the text written so far, which the caller has handed on, and keeps the room.
  /// - Precondition: no row is begun.
  public mutating func removeAll() {
    precondition(fieldCount == 0, "a row is begun and not ended")
    used = 0
    rowStart = 0
  }

  /// Ends the row.
  /// - Precondition: the row has as many fields as there are columns.
  public mutating func endRow() {
    precondition(fieldCount == columnCount, "a row has \(fieldCount) of \(columnCount) fields")
    // A blank line would be no row at all: a lone empty field is quoted to be seen.
    if used == rowStart {
      reserve(3)
      storage[used] = Byte.quote
      storage[used + 1] = Byte.quote
      used += 2
    } else {
      reserve(1)
    }
    storage[used] = Byte.lineFeed
    used += 1
    fieldCount = 0
    rowStart = used
  }

  /// Appends an empty field: "did not happen", which is not zero.
  public mutating func appendEmpty() { beginField(reserving: 0) }

  /// Appends a field of text.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Appends a field of UTF-8 bytes.
  public mutating func append(utf8 text: UnsafeRawBufferPointer) {
    beginField(reserving: 2 * text.count + 2)
    // At the start of a text the bytes of U+FEFF would be taken for a byte order mark.
    let startsLikeMark = used == 0 && text.starts(with: [0xEF, 0xBB, 0xBF])
    if startsLikeMark || CSVRowScanner.delimiter(from: 0, in: text) < text.count {
      return appendQuoted(text)
    }
    let start = used
    storage.withUnsafeMutableBytes { room in
      for offset in 0..<text.count { room[start + offset] = text[offset] }
    }
    used = start + text.count
  }

  /// Writes `text` in quotes and with its own quotes doubled.
  private mutating func appendQuoted(_ text: UnsafeRawBufferPointer) {
    storage[used] = Byte.quote
    used += 1
    for byte in text {
      storage[used] = byte
      used += 1
      if byte == Byte.quote {
        storage[used] = byte
        used += 1
      }
    }
    storage[used] = Byte.quote
    used += 1
  }

  /// Makes room for a field of at most `count` bytes and writes the comma before it.
  mutating func beginField(reserving count: Int) {
    precondition(fieldCount < columnCount, "a row has more fields than there are columns")
    reserve(count + 1)
    if fieldCount > 0 {
      storage[used] = Byte.comma
      used += 1
    }
    fieldCount += 1
  }

  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if storage.count - used < count { grow(by: count) }
  }

  /// At least doubles the buffer; only the text is copied, in one piece.
  @inline(never)
  private mutating func grow(by count: Int) {
    let size = storage.count + max(count, storage.count)
    let used = used
    storage = [UInt8](unsafeUninitializedCapacity: size) { room, initializedCount in
      storage.withUnsafeBufferPointer { text in
        _ = room[..<used].initialize(fromContentsOf: text[..<used])
      }
      room[used...].initialize(repeating: 0)
      initializedCount = size
    }
  }
}
