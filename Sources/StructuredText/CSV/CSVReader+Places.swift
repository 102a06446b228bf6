extension CSVReader {
  /// The first byte of the current row.
  var rowStart: Int { scanner.rowStart }

  /// The line at which the current row starts, counted from 1.
  public var line: Int { scanner.rowLine }

  /// Where `column` of the current row starts, its opening quote included.
  public func location(of column: CSVColumn) -> SourceLocation {
    location(of: openingByte(of: scanner.fields[column.index]))
  }

  func openingByte(of field: CSVField) -> Int {
    field.start > rowStart && bytes[field.start - 1] == Byte.quote
      ? field.start - 1 : field.start
  }

  /// The place of a byte of the current row, counted from the row's start on demand.
  func location(of offset: Int) -> SourceLocation {
    var line = scanner.rowLine
    var column = 1
    for byte in bytes[rowStart..<max(rowStart, min(offset, bytes.count))] {
      if byte == Byte.lineFeed {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return SourceLocation(line: line, column: column)
  }

  mutating func note(_ problem: CSVRowProblem, at offset: Int) {
    note(message(for: problem), at: offset)
  }

  private func message(for problem: CSVRowProblem) -> String {
    switch problem {
    case .quoteInUnquotedField:
      "a quote inside a field that does not start with one; "
        + "write the field as \"…\" and each quote in it twice"
    case .textAfterClosingQuote:
      "text after the closing quote of a field; expected a comma or the end of the line "
        + "(a quote inside a quoted field is written twice)"
    case .unterminatedQuote:
      "this quoted field is not closed before the end of the input"
    case .bareCarriageReturn:
      "a carriage return that no line feed follows; lines end with LF or CRLF, "
        + "and a field that holds one is quoted"
    case .tooManyFields:
      "the row has more than \(limits.fields) fields, which is the limit"
    case .fieldTooLong:
      "the field has more than \(limits.fieldBytes) bytes, which is the limit"
    }
  }

  /// Notes a row with more or fewer fields than the header, at the first field too many or at the
  /// end of the row.
  mutating func noteWrongLength() {
    let fields = scanner.fields[..<scanner.count]
    let offset: Int
    if let extra = fields.dropFirst(header.count).first {
      offset = openingByte(of: extra)
    } else {
      offset = fields.last.map(\.end) ?? rowStart
    }
    let fieldWord = header.count == 1 ? "field" : "fields"
    note(
      "expected \(header.count) \(fieldWord) as in the header, found \(scanner.count)",
      at: offset)
  }

  /// The problem of a text that is not UTF-8.
  func invalidText(at offset: Int) -> Diagnostic {
    var line = 1
    var column = 1
    for byte in bytes[..<offset] {
      if byte == Byte.lineFeed {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let advice =
      isUTF16
      ? "the input is UTF-16; save it as UTF-8"
      : "invalid UTF-8; save the input as UTF-8"
    return Diagnostic(
      .error, file: file, location: SourceLocation(line: line, column: column), message: advice)
  }
}
