/// The names that a file declares as dictionaries or sets, by the look of the declarations.
struct UnorderedNames {
  /// Every such name: properties, variables, parameters.
  private(set) var all: Set<Substring> = []
  /// Those declared by `let` or `var`.
  private(set) var properties: Set<Substring> = []
  /// Names that the file declares as something else too.
  private(set) var ordered: Set<Substring> = []

  init(_ file: SourceFile) {
    for mark in [": ", " = "] {
      for offset in file.occurrences(of: mark, in: file.code) {
        add(declarationAt: offset, value: offset + mark.utf8.count, in: file)
      }
    }
    ordered.subtract(all)
  }

  private mutating func add(declarationAt offset: Int, value: Int, in file: SourceFile) {
    var start = offset
    while start > 0, isIdentifier(file.code[start - 1]) { start -= 1 }
    guard start < offset else { return }
    let name = Substring(String(decoding: file.code[start..<offset], as: UTF8.self))
    let isProperty =
      file.code[..<start].suffix(4).elementsEqual("let ".utf8)
      || file.code[..<start].suffix(4).elementsEqual("var ".utf8)
    if isUnordered(file.code[value...]) {
      all.insert(name)
      if isProperty { properties.insert(name) }
    } else if isProperty {
      ordered.insert(name)
    }
  }

  /// Whether `code` begins with the type, or the making, of a dictionary or a set.
  private func isUnordered(_ code: ArraySlice<UInt8>) -> Bool {
    for word in ["Set<", "Set(", "Dictionary<", "Dictionary("] where code.starts(with: word.utf8) {
      return true
    }
    guard code.first == UInt8(ascii: "[") else { return false }
    var depth = 0
    for (offset, byte) in code.enumerated() {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: ">"):
        depth -= 1
        if depth == 0 { return false }
      // Between quotation marks stands an element: a literal, perhaps of a dictionary.
      case UInt8(ascii: ":") where depth == 1: return true
      case UInt8(ascii: "\n") where offset > 200: return false
      default: break
      }
    }
    return false
  }
}
