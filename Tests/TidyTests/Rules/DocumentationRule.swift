/// A public declaration says in a doc comment what its name does not: reason, unit, source.
///
/// Cases and stored properties may go bare where the name says it all, and so may an `init()`. On
/// these a comment of one or two words is a finding, unless it cites something in back-quotes.
/// Everything else that is public has a comment, the requirements of a public protocol with it.
struct DocumentationRule: TidyRule {
  static let name = "Documentation"

  private static let modifiers: Set<Substring> = [
    "static", "mutating", "nonmutating", "indirect", "consuming", "borrowing",
  ]
  private static let requirements: Set<Substring> = [
    "func", "var", "init", "subscript", "associatedtype",
  ]

  func findings(in tree: SourceTree) -> [Finding] {
    tree.swiftFiles(below: ["Sources", "Tests/TestSupport"]).flatMap(findings(in:))
  }

  private func findings(in file: SourceFile) -> [Finding] {
    var lines: Set<Int> = []
    for offset in file.codeWords("public") + file.codeWords("open") {
      let line = file.line(at: offset)
      let text = trimmed(file.text(ofLine: line, in: file.code))
      let words = declaration(text)
      guard let first = words.first, first == "public" || first == "open" else { continue }
      if words.contains("import") || words.contains("extension") { continue }
      if !mayGoBare(text, words) { lines.insert(line) }
      if words.contains("protocol") {
        lines.formUnion(members(after: offset, in: file, of: Self.requirements))
      }
    }
    return lines.filter { !isDocumented($0, in: file) }.map {
      Finding(path: file.path, line: $0, message: "a public declaration has a doc comment '///'")
    } + emptyComments(in: file)
  }

  /// Modules whose comments are older than the rule about short ones.
  private static let spared: Set = ["ClusterState", "Controllers", "ClusterSimulation"]

  /// Comments of one or two words on what may go bare.
  private func emptyComments(in file: SourceFile) -> [Finding] {
    guard let module = file.module, !Self.spared.contains(module) else { return [] }
    return file.lineStarts.indices.dropLast().compactMap { index -> Finding? in
      let line = index + 1
      let comment = trimmed(file.text(ofLine: line, in: file.comments))
      guard comment.hasPrefix("/// "), !comment.contains("`"),
        comment.split(separator: " ").count <= 3,
        line == 1 || !trimmed(file.text(ofLine: line - 1, in: file.text)).hasPrefix("///")
      else { return nil }
      let next = trimmed(file.text(ofLine: line + 1, in: file.code))
      let words = declaration(next)
      guard words.contains("case") || mayGoBare(next, words) else { return nil }
      return Finding(
        path: file.path, line: line, message: "says no more than the name: say it all or nothing")
    }
  }

  /// Whether a declaration is a stored property or an initializer without arguments.
  private func mayGoBare(_ text: String, _ words: ArraySlice<Substring>) -> Bool {
    if text.contains("init()") { return true }
    guard words.contains("let") || words.contains("var") else { return false }
    // What computes its value has braces behind its type; an observer or a closure's call may too.
    return !text.contains("{") || text.contains(" = ")
  }

  /// The words of a line of code, without the attributes before them.
  private func declaration(_ text: String) -> ArraySlice<Substring> {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "@" || $0 == "_") }
    return words.drop { $0.hasPrefix("@") }
  }

  /// The lines directly within the braces that open after `offset` which begin with a keyword.
  private func members(after offset: Int, in file: SourceFile, of keywords: Set<Substring>) -> [Int]
  {
    guard let body = Braces.body(from: offset, in: file.code) else { return [] }
    var lines: [Int] = []
    var depth = 0
    var line = file.line(at: body.lowerBound)
    for offset in body {
      switch file.code[offset] {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\n"):
        line += 1
        guard depth == 1, line <= file.lineStarts.count else { continue }
        let words = declaration(file.text(ofLine: line, in: file.code))
        if let word = words.first(where: { !Self.modifiers.contains($0) }), keywords.contains(word)
        {
          lines.append(line)
        }
      default: break
      }
    }
    return lines
  }

  /// Whether a doc comment stands right above `line`, attributes in between left aside.
  private func isDocumented(_ line: Int, in file: SourceFile) -> Bool {
    var above = line - 1
    while above > 0 {
      let text = trimmed(file.text(ofLine: above, in: file.text))
      if !text.hasPrefix("@") && !text.hasPrefix("#if") && !text.hasPrefix("// tidy allows ") {
        return text.hasPrefix("///") || text.hasSuffix("*/")
      }
      above -= 1
    }
    return false
  }
}
