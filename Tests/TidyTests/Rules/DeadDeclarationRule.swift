/// What is declared is used: a name that the code of the whole package has once is declared and
/// nothing else.
///
/// A name that is declared twice passes, so the rule finds only what is certainly dead.
struct DeadDeclarationRule: TidyRule {
  static let name = "DeadDeclaration"

  private static let folders = ["Sources", "Tests", "Benchmarks"]
  /// Declarations of the tests proper are called by the testing library.
  private static let declaring = ["Sources/", "Benchmarks/", "Tests/TestSupport/"]
  private static let keywords: Set<Substring> = [
    "func", "var", "let", "case", "struct", "class", "enum", "protocol", "typealias", "actor",
  ]
  /// What the standard library and the compiler call, by protocols or by name.
  private static let witnesses: Set<Substring> = [
    "description", "debugDescription", "hash", "makeIterator", "next", "customMirror",
  ]

  func findings(in tree: SourceTree) -> [Finding] {
    let files = tree.swiftFiles(below: Self.folders)
    var counts: [UInt64: Int] = [:]
    for file in files {
      Identifiers.forEach(in: file.code) { _, hash in counts[hash, default: 0] += 1 }
    }
    return files.filter { file in Self.declaring.contains { file.path.hasPrefix($0) } }
      .flatMap { dead(in: $0, counts) }
  }

  private func dead(in file: SourceFile, _ counts: [UInt64: Int]) -> [Finding] {
    var findings: [Finding] = []
    Identifiers.forEach(in: file.code) { range, hash in
      guard counts[hash] == 1 else { return }
      let line = file.line(at: range.lowerBound)
      let lineStart = file.lineStarts[line - 1]
      let before = String(decoding: file.code[lineStart..<range.lowerBound], as: UTF8.self)
      let name = Substring(String(decoding: file.code[range], as: UTF8.self))
      guard isDeclared(after: before), !Self.witnesses.contains(name), !isMain(line, in: file),
        !(before.contains("case ") && hasRawValues(file, at: range.lowerBound))
      else { return }
      findings.append(
        Finding(path: file.path, line: line, message: "'\(name)' is declared and never used"))
    }
    return findings
  }

  /// Whether what follows `text` on its line is the name of a declaration.
  private func isDeclared(after text: String) -> Bool {
    let words = text.split { !$0.isLetter }
    guard text.last == " " || text.last == "`", let last = words.last else { return false }
    if Self.keywords.contains(last) { return true }
    // Further cases of one line stand behind a comma.
    return text.hasSuffix(", ") && words.first == "case" && !text.contains(":")
      && !text.contains("(")
  }

  /// Whether the declaration on `line` is what the program starts with.
  private func isMain(_ line: Int, in file: SourceFile) -> Bool {
    line > 1 && trimmed(file.text(ofLine: line - 1, in: file.code)) == "@main"
  }

  /// Whether the innermost enum around `offset` gets its cases by their raw values, which are
  /// texts of an input.
  private func hasRawValues(_ file: SourceFile, at offset: Int) -> Bool {
    guard let start = file.codeWords("enum").last(where: { $0 < offset }) else { return false }
    let head = file.text(ofLine: file.line(at: start), in: file.code)
    return ["String", "Int", "UInt8", "UInt16", "UInt32", "Character"].contains {
      head.contains(": \($0)")
    }
  }
}
