/// Tells code from comments and from the contents of strings, byte by byte.
///
/// It knows the string forms (single-line, multi-line, raw, interpolated to any depth) and nested
/// comments; regular-expression literals it takes for code.
struct SwiftSplitter {
  /// The code; the rest is blank. Quotation marks count as code, what they hold does not.
  private(set) var code: [UInt8]
  /// The comments with their marks; the rest is blank.
  private(set) var comments: [UInt8]

  private let text: [UInt8]
  private var position = 0
  /// The strings that are open here, the innermost last.
  private var strings: [OpenString] = []

  private struct OpenString {
    /// How many `#` stand before its quotation mark.
    let hashes: Int
    let isMultiline: Bool
    /// Open parentheses of the interpolation in which we are; 0 within the string proper.
    var parentheses = 0
  }

  init(_ text: [UInt8]) {
    self.text = text
    code = text.map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
    comments = code
  }

  /// Goes through the whole text.
  mutating func split() {
    while position < text.count {
      if let string = strings.last, string.parentheses == 0 {
        stepInString(string)
      } else {
        stepInCode()
      }
    }
  }

  private mutating func stepInCode() {
    let byte = text[position]
    switch byte {
    case UInt8(ascii: "/") where has("//", at: position): lineComment()
    case UInt8(ascii: "/") where has("/*", at: position): blockComment()
    case UInt8(ascii: "\""): open(hashes: 0)
    case UInt8(ascii: "#"):
      let hashes = count(of: byte, at: position)
      if has("\"", at: position + hashes) { open(hashes: hashes) } else { copy(hashes) }
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      if !strings.isEmpty {
        strings[strings.count - 1].parentheses += byte == UInt8(ascii: "(") ? 1 : -1
      }
      copy(1)
    default: copy(1)
    }
  }

  private mutating func stepInString(_ string: OpenString) {
    let byte = text[position]
    let quotes = string.isMultiline ? "\"\"\"" : "\""
    if byte == UInt8(ascii: "\\"), count(of: UInt8(ascii: "#"), at: position + 1) >= string.hashes {
      position += 1 + string.hashes
      if has("(", at: position) {
        strings[strings.count - 1].parentheses = 1
        copy(1)
      } else {
        position += 1
      }
    } else if byte == UInt8(ascii: "\""), has(quotes, at: position),
      count(of: UInt8(ascii: "#"), at: position + quotes.utf8.count) >= string.hashes
    {
      copy(quotes.utf8.count)
      position += string.hashes
      strings.removeLast()
    } else {
      // A string that its line does not close would not compile; the next line is code again.
      if byte == UInt8(ascii: "\n"), !string.isMultiline { strings.removeLast() }
      position += 1
    }
  }

  private mutating func open(hashes: Int) {
    let isMultiline = has("\"\"\"", at: position + hashes)
    position += hashes
    copy(isMultiline ? 3 : 1)
    strings.append(OpenString(hashes: hashes, isMultiline: isMultiline))
  }

  private mutating func lineComment() {
    while position < text.count, text[position] != UInt8(ascii: "\n") {
      comments[position] = text[position]
      position += 1
    }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      let opens = has("/*", at: position)
      let closes = !opens && has("*/", at: position)
      depth += opens ? 1 : closes ? -1 : 0
      for _ in 0..<(opens || closes ? 2 : 1) {
        comments[position] = text[position]
        position += 1
      }
    } while depth > 0 && position < text.count
  }

  private mutating func copy(_ count: Int) {
    for _ in 0..<count {
      code[position] = text[position]
      position += 1
    }
  }

  private func count(of byte: UInt8, at start: Int) -> Int {
    var end = start
    while end < text.count, text[end] == byte { end += 1 }
    return end - start
  }

  private func has(_ mark: String, at start: Int) -> Bool {
    var offset = start
    for byte in mark.utf8 {
      guard offset < text.count, text[offset] == byte else { return false }
      offset += 1
    }
    return true
  }
}
