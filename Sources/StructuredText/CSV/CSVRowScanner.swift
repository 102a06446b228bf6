/// The bytes of one field: the quotes around it, if any, left out.
struct CSVField {
  var start: Int
  var end: Int
  /// Whether the field holds doubled quotes, each of which stands for one.
  var hasDoubledQuotes: Bool
}

/// What is wrong with a row as text, and at which byte.
enum CSVRowProblem {
  case quoteInUnquotedField
  case textAfterClosingQuote
  case unterminatedQuote
  case bareCarriageReturn
  case tooManyFields
  case fieldTooLong
}

/// Splits a text into rows of fields, one row a call, in place.
///
/// The fields of the current row reuse one array: a scan allocates nothing per row.
struct CSVRowScanner {
  enum Outcome {
    case row
    case end
    case problem(CSVRowProblem, at: Int)
  }

  /// The first byte of the next row.
  var position = 0
  /// The line of the next row.
  var nextLine = 1
  /// The first byte of the current row.
  var rowStart = 0
  /// The line at which the current row starts.
  var rowLine = 1
  /// The fields of the current row: the first `count`; the rest is room for a longer row.
  var fields: [CSVField] = []
  /// How many fields the current row has.
  var count = 0

  /// Reads the next row that is not blank.
  ///
  /// After a problem the scan stands at the next line, so that later problems are found too.
  mutating func next(in text: UnsafeRawBufferPointer, limits: CSVLimits) -> Outcome {
    skipBlankLines(in: text)
    guard position < text.count else { return .end }
    rowStart = position
    rowLine = nextLine
    count = 0
    while true {
      if count == limits.fields { return fail(.tooManyFields, at: position, in: text) }
      let start = position
      let field: CSVField
      if start < text.count && text[start] == Byte.quote {
        switch quotedField(in: text) {
        case .success(let found): field = found
        case .failure(let failure): return fail(failure.problem, at: failure.offset, in: text)
        }
      } else {
        position = CSVRowScanner.delimiter(from: start, in: text)
        field = CSVField(start: start, end: position, hasDoubledQuotes: false)
      }
      if field.end - field.start > limits.fieldBytes {
        return fail(.fieldTooLong, at: start, in: text)
      }
      keep(field)
      guard position < text.count else { return .row }
      switch text[position] {
      case Byte.comma:
        position += 1
      case Byte.lineFeed:
        position += 1
        nextLine += 1
        return .row
      case Byte.quote:
        return fail(.quoteInUnquotedField, at: position, in: text)
      default:
        guard position + 1 < text.count else {
          position += 1
          return .row
        }
        guard text[position + 1] == Byte.lineFeed else {
          return fail(.bareCarriageReturn, at: position, in: text)
        }
        position += 2
        nextLine += 1
        return .row
      }
    }
  }

  private mutating func keep(_ field: CSVField) {
    if count < fields.count {
      fields[count] = field
    } else {
      fields.append(field)
    }
    count += 1
  }

  private mutating func skipBlankLines(in text: UnsafeRawBufferPointer) {
    while position < text.count {
      if text[position] == Byte.lineFeed {
        position += 1
      } else if text[position] == Byte.carriageReturn && position + 1 < text.count
        && text[position + 1] == Byte.lineFeed
      {
        position += 2
      } else {
        return
      }
      nextLine += 1
    }
  }

  /// Leaves the row for the next line and says why.
  private mutating func fail(
    _ problem: CSVRowProblem, at offset: Int, in text: UnsafeRawBufferPointer
  ) -> Outcome {
    while position < text.count && text[position] != Byte.lineFeed { position += 1 }
    if position < text.count {
      position += 1
      nextLine += 1
    }
    return .problem(problem, at: offset)
  }
}

extension CSVRowScanner {
  private struct Failure: Error {
    let problem: CSVRowProblem
    let offset: Int
  }

  /// Reads the field that opens with the quote at `position`, up to its delimiter.
  private mutating func quotedField(
    in text: UnsafeRawBufferPointer
  ) -> Result<CSVField, Failure> {
    let start = position + 1
    var hasDoubledQuotes = false
    var end = start
    while true {
      guard end < text.count else {
        position = text.count
        return .failure(Failure(problem: .unterminatedQuote, offset: start - 1))
      }
      let byte = text[end]
      if byte == Byte.lineFeed { nextLine += 1 }
      if byte == Byte.quote {
        guard end + 1 < text.count && text[end + 1] == Byte.quote else { break }
        hasDoubledQuotes = true
        end += 1
      }
      end += 1
    }
    position = end + 1
    if position < text.count && !Byte.endsField(text[position]) {
      return .failure(Failure(problem: .textAfterClosingQuote, offset: position))
    }
    return .success(CSVField(start: start, end: end, hasDoubledQuotes: hasDoubledQuotes))
  }

  /// The first comma, quote or line end at or after `start`, or the end of the text.
  ///
  /// Eight bytes a step: all four delimiters lie below 0x2D, hardly any other byte of a table of
  /// names and numbers does, and one subtraction finds every byte below a bound.
  @inline(__always)
  static func delimiter(from start: Int, in text: UnsafeRawBufferPointer) -> Int {
    var offset = start
    while offset + 8 <= text.count {
      let word = UInt64(
        littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let high: UInt64 = 0x8080_8080_8080_8080
      var candidates = ~((word | high) &- 0x2D2D_2D2D_2D2D_2D2D) & ~word & high
      while candidates != 0 {
        let candidate = offset + candidates.trailingZeroBitCount >> 3
        if Byte.isDelimiter(text[candidate]) { return candidate }
        candidates &= candidates &- 1
      }
      offset += 8
    }
    while offset < text.count && !Byte.isDelimiter(text[offset]) { offset += 1 }
    return offset
  }
}

/// The bytes that mean something in CSV.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// Whether `byte` may follow a complete field.
  @inline(__always)
  static func endsField(_ byte: UInt8) -> Bool {
    byte == comma || byte == lineFeed || byte == carriageReturn
  }

  /// Whether `byte` stops the scan of an unquoted field.
  @inline(__always)
  static func isDelimiter(_ byte: UInt8) -> Bool { endsField(byte) || byte == quote }
}
