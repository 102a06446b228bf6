extension LabelSelector {
  /// Reads the text form: `app=web,tier in (front, back),!legacy`.
  ///
  /// `in` and `notin` are words only where an operator may stand. Blanks separate; an empty text
  /// selects everything; `x=` and `x in ()` ask for an empty value.
  /// - Throws: a `ValueError` with the place and what was expected there.
  public init(parsing text: String) throws(ValueError) {
    self = try text.parsingUTF8 { (bytes) throws(ValueError) in
      var reader = SelectorReader(bytes)
      return LabelSelector(try reader.requirements())
    }
  }
}

/// A recursive-descent reader of selector texts with one token of look-ahead.
private struct SelectorReader {
  private enum Token: Equatable {
    case end, comma, open, close, not, equals, doubleEquals, notEquals, greater, less
    /// A word, which may be a key, a value, `in` or `notin`.
    case word
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var token = Token.end
  /// The bytes of the current token.
  private var range = 0..<0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func requirements() throws(ValueError) -> [LabelRequirement] {
    var result: [LabelRequirement] = []
    advance()
    if token == .end { return result }
    while true {
      result.append(try requirement())
      if token == .end { return result }
      guard token == .comma else { throw unexpected("\",\" or the end") }
      advance()
    }
  }

  private mutating func requirement() throws(ValueError) -> LabelRequirement {
    let isNegated = token == .not
    if isNegated { advance() }
    guard token == .word else { throw unexpected(isNegated ? "a key" : "a key or \"!\"") }
    let (key, keyStart) = (word, range.lowerBound)
    advance()
    if isNegated {
      return try checked(key, .doesNotExist, [], [], keyStart)
    }
    if token == .end || token == .comma { return try checked(key, .exists, [], [], keyStart) }
    let operation = try operation()
    if operation == .isIn || operation == .notIn {
      let (values, starts) = try listedValues()
      return try checked(key, operation, values, starts, keyStart)
    }
    let start = range.lowerBound
    if token == .end || token == .comma {
      return try checked(key, operation, [""], [start], keyStart)
    }
    guard token == .word else { throw unexpected("a value") }
    let value = word
    advance()
    return try checked(key, operation, [value], [start], keyStart)
  }

  /// The operator behind a key, passed over.
  private mutating func operation() throws(ValueError) -> LabelRequirement.Operator {
    let operation: LabelRequirement.Operator
    switch token {
    case .equals: operation = .equals
    case .doubleEquals: operation = .doubleEquals
    case .notEquals: operation = .notEquals
    case .greater: operation = .greaterThan
    case .less: operation = .lessThan
    case .word where word == "in": operation = .isIn
    case .word where word == "notin": operation = .notIn
    case .word, .end, .comma, .open, .close, .not:
      throw unexpected("one of = == != in notin > <")
    }
    advance()
    return operation
  }

  /// The values between parentheses, in order and each once; an empty place is an empty value.
  private mutating func listedValues() throws(ValueError) -> (values: [String], starts: [Int]) {
    guard token == .open else { throw unexpected("\"(\"") }
    advance()
    var found: [(value: String, start: Int)] = []
    while true {
      let start = range.lowerBound
      if token == .word {
        found.append((word, start))
        advance()
      } else {
        found.append(("", start))
      }
      if token == .close { break }
      guard token == .comma else { throw unexpected("\",\" or \")\"") }
      advance()
    }
    advance()
    found.sort {
      $0.value == $1.value
        ? $0.start < $1.start : $0.value.precedesInBytes($1.value)
    }
    var values: [String] = []
    var starts: [Int] = []
    for (value, start) in found where values.last != value {
      values.append(value)
      starts.append(start)
    }
    return (values, starts)
  }

  /// A requirement whose problems are placed in the text.
  private func checked(
    _ key: String, _ operation: LabelRequirement.Operator, _ values: [String], _ starts: [Int],
    _ keyStart: Int
  ) throws(ValueError) -> LabelRequirement {
    do throws(LabelRequirement.Problem) {
      return try LabelRequirement(key: key, operation: operation, values: values)
    } catch {
      let start =
        switch error.part {
        case .key, .values: keyStart
        case .value(let index): starts[index]
        }
      throw ValueError(error.error.message, offset: start + error.error.offset)
    }
  }

  private var word: String { String(decoding: bytes[range], as: UTF8.self) }

  private func unexpected(_ expectation: String) -> ValueError {
    let found = token == .end ? "the end" : word.excerpt
    return ValueError(
      "not a label selector: expected \(expectation), found \(found)", offset: range.lowerBound)
  }

  /// Reads the next token: the longest operator, or a run of anything else.
  private mutating func advance() {
    var index = range.upperBound
    while index < bytes.count, ASCII.isBlank(bytes[index]) { index += 1 }
    guard index < bytes.count else {
      token = .end
      range = index..<index
      return
    }
    let isFollowedByEquals = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
    var length = 1
    switch bytes[index] {
    case UInt8(ascii: ","): token = .comma
    case UInt8(ascii: "("): token = .open
    case UInt8(ascii: ")"): token = .close
    case UInt8(ascii: ">"): token = .greater
    case UInt8(ascii: "<"): token = .less
    case UInt8(ascii: "!"):
      token = isFollowedByEquals ? .notEquals : .not
      length = isFollowedByEquals ? 2 : 1
    case UInt8(ascii: "="):
      token = isFollowedByEquals ? .doubleEquals : .equals
      length = isFollowedByEquals ? 2 : 1
    default:
      token = .word
      while index + length < bytes.count, !Self.endsWord(bytes[index + length]) { length += 1 }
    }
    range = index..<index + length
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: ","), UInt8(ascii: ">"), UInt8(ascii: "<"):
      true
    default: ASCII.isBlank(byte)
    }
  }
}
