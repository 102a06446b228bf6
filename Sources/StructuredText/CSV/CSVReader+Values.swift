extension CSVReader {
  /// Whether `column` of the current row is empty.
  public func isEmpty(_ column: CSVColumn) -> Bool {
    let field = scanner.fields[column.index]
    return field.start == field.end
  }

  /// The text in `column` of the current row.
  public func string(_ column: CSVColumn) -> String { string(at: column.index) }

  /// The bytes in `column` of the current row: a doubled quote is still doubled.
  public func rawBytes(_ column: CSVColumn) -> ArraySlice<UInt8> {
    let field = scanner.fields[column.index]
    return bytes[field.start..<field.end]
  }

  /// Whether `column` of the current row holds exactly `text`, without making a `String`.
  public func matches(_ column: CSVColumn, _ text: StaticString) -> Bool {
    let field = scanner.fields[column.index]
    let length = field.end - field.start
    guard !field.hasDoubledQuotes else { return string(column) == text.description }
    guard length == text.utf8CodeUnitCount else { return false }
    return bytes.withUnsafeBytes { all in
      all[field.start..<field.end].elementsEqual(
        UnsafeBufferPointer(start: text.utf8Start, count: length))
    }
  }

  /// The integer in `column` of the current row, which must lie in `range`.
  ///
  /// Nil, with the problem noted, where it is none: digits with an optional sign, nothing else.
  public mutating func integer(
    _ column: CSVColumn, in range: ClosedRange<Int64> = Int64.min...Int64.max
  ) -> Int64? {
    let field = scanner.fields[column.index]
    let value = bytes.withUnsafeBytes { DecimalText.integer($0, from: field.start, to: field.end) }
    if let value, range.contains(value) { return value }
    reject(column, expected: "an integer\(Self.bounds(range))")
    return nil
  }

  /// The number in `column` of the current row times 10^`decimals`, which must lie in `range`.
  ///
  /// `12.5` with 3 decimals is 12,500. Further digits are rounded, halves away from zero. Nil,
  /// with the problem noted, where it is no such number: an exponent is none.
  /// - Precondition: `decimals` is 0 to 18.
  public mutating func fixedDecimal(
    _ column: CSVColumn, decimals: Int, in range: ClosedRange<Int64> = Int64.min...Int64.max
  ) -> Int64? {
    let field = scanner.fields[column.index]
    let value = bytes.withUnsafeBytes {
      DecimalText.fixed($0, from: field.start, to: field.end, decimals: decimals)
    }
    if let value, range.contains(value) { return value }
    let isPositive = range.lowerBound >= 0
    reject(
      column, expected: isPositive ? "a number that is not negative" : "a number such as 12.5")
    return nil
  }

  /// Notes that the value in `column` of the current row is not what was `expected`.
  public mutating func reject(_ column: CSVColumn, expected: String) {
    let field = scanner.fields[column.index]
    let found = field.start == field.end ? "nothing" : "'\(Self.excerpt(string(column)))'"
    note(
      "column '\(Self.excerpt(column.name))': expected \(expected), found \(found)",
      at: openingByte(of: field))
  }

  /// Notes a problem of the current row at `column`, in the caller's words.
  public mutating func note(_ message: String, in column: CSVColumn) {
    note(
      "column '\(Self.excerpt(column.name))': \(message)",
      at: openingByte(of: scanner.fields[column.index]))
  }

  func string(at index: Int) -> String {
    let field = scanner.fields[index]
    guard field.hasDoubledQuotes else {
      return String(decoding: bytes[field.start..<field.end], as: UTF8.self)
    }
    var text: [UInt8] = []
    text.reserveCapacity(field.end - field.start)
    var offset = field.start
    while offset < field.end {
      text.append(bytes[offset])
      offset += bytes[offset] == Byte.quote ? 2 : 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A text as a diagnostic shows it: on one line, and short.
  static func excerpt(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(41).map { scalar in
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "␣" : Character(scalar)
    }
    return shown.count > 40 ? String(shown.prefix(40)) + "…" : String(shown)
  }

  private static func bounds(_ range: ClosedRange<Int64>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (Int64.min, Int64.max): ""
    case (let lowest, Int64.max): " of at least \(lowest)"
    case (Int64.min, let highest): " of at most \(highest)"
    case (let lowest, let highest): " from \(lowest) to \(highest)"
    }
  }
}
