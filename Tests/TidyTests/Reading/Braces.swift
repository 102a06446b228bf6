/// Finds the bodies of declarations by their braces.
enum Braces {
  /// The bytes from the brace that opens the body of the declaration at `start` to the one that
  /// closes it; nil for a declaration without a body.
  static func body(from start: Int, in code: [UInt8]) -> Range<Int>? {
    var depth = 0
    var offset = start
    while offset < code.count {
      switch code[offset] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0:
        return closing(from: offset, in: code).map { offset..<$0 + 1 }
      // An initial value or the end of the enclosing type comes before any body: there is none.
      case UInt8(ascii: "=") where depth == 0 && isAssignment(offset, in: code): return nil
      case UInt8(ascii: "}") where depth == 0: return nil
      case UInt8(ascii: "\n") where depth == 0 && !goesOn(after: offset, in: code): return nil
      default: break
      }
      if depth < 0 { return nil }
      offset += 1
    }
    return nil
  }

  /// Where the brace that opens at `start` is closed.
  private static func closing(from start: Int, in code: [UInt8]) -> Int? {
    var depth = 0
    for offset in start..<code.count {
      if code[offset] == UInt8(ascii: "{") { depth += 1 }
      if code[offset] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return offset }
      }
    }
    return nil
  }

  /// Whether the `=` at `offset` stands alone: `==`, `<=` and the like are names or constraints.
  private static func isAssignment(_ offset: Int, in code: [UInt8]) -> Bool {
    func isBlank(_ offset: Int) -> Bool {
      !code.indices.contains(offset) || code[offset] == UInt8(ascii: " ")
        || code[offset] == UInt8(ascii: "\n")
    }
    return isBlank(offset - 1) && isBlank(offset + 1)
  }

  /// Whether a declaration's head goes on beyond the newline at `offset`.
  private static func goesOn(after offset: Int, in code: [UInt8]) -> Bool {
    var end = offset
    while end > 0, code[end - 1] == UInt8(ascii: " ") { end -= 1 }
    let head = code[..<end]
    let isOpen = [",", ":", "->", "&", " where", "\nwhere"].contains {
      head.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
    if isOpen { return true }
    var next = offset
    while next < code.count, code[next] == UInt8(ascii: " ") || code[next] == UInt8(ascii: "\n") {
      next += 1
    }
    let rest = code[next...]
    return ["{", "->", "where", "throws", "async", ":"].contains { rest.starts(with: $0.utf8) }
  }
}
