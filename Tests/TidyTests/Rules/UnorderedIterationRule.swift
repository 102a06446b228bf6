/// No result depends on the order of a dictionary or a set: what is iterated is sorted first.
///
/// The rule knows no types. It takes every name that a file declares as a dictionary or a set,
/// and every property so declared anywhere, and looks for the members of these names that walk
/// through them. It misses what is inferred; the determinism tests are there for that.
struct UnorderedIterationRule: TidyRule {
  static let name = "UnorderedIteration"

  /// Members that give or visit the elements in their order.
  private static let walks: Set<Substring> = [
    "keys", "values", "map", "flatMap", "compactMap", "forEach", "first", "reduce", "enumerated",
    "joined", "randomElement", "prefix", "dropFirst", "popFirst", "removeFirst", "lazy", "indices",
  ]
  /// What makes the order not matter.
  private static let settles = [
    "sorted", ".min(", ".max(", ".count", ".isEmpty", ".contains", ".allSatisfy", "Set(", ".sort(",
  ]

  func findings(in tree: SourceTree) -> [Finding] {
    let files = tree.swiftFiles(below: ["Sources"])
    let declared = files.map(UnorderedNames.init)
    let others = declared.reduce(into: Set<Substring>()) { $0.formUnion($1.ordered) }
    // A property's name that is a list elsewhere tells nothing beyond its own file.
    let properties = declared.reduce(into: Set<Substring>()) { $0.formUnion($1.properties) }
      .subtracting(others)
    return zip(files, declared).flatMap { file, names in
      findings(in: file, names: names.all.subtracting(names.ordered), properties: properties)
    }
  }

  private func findings(
    in file: SourceFile, names: Set<Substring>, properties: Set<Substring>
  ) -> [Finding] {
    var lines: Set<Int> = []
    for name in names.union(properties) {
      for offset in file.codeWords(String(name)) {
        let isMember = offset > 0 && file.code[offset - 1] == UInt8(ascii: ".")
        guard isMember ? (properties.contains(name) || names.contains(name)) : names.contains(name)
        else { continue }
        let line = file.line(at: offset)
        if walks(name, endingAt: offset + name.utf8.count, line, in: file) { lines.insert(line) }
      }
    }
    return lines.map {
      Finding(
        path: file.path, line: $0,
        message: "walks through a dictionary or a set: sort it, or allow it with a reason")
    }
  }

  /// Whether the name that ends at `end` is walked through in an order that is not settled.
  private func walks(_ name: Substring, endingAt end: Int, _ line: Int, in file: SourceFile) -> Bool
  {
    var statement = file.text(ofLine: line, in: file.code)
    var next = line + 1
    while next <= file.lineStarts.count {
      let text = trimmed(file.text(ofLine: next, in: file.code))
      guard text.hasPrefix(".") else { break }
      statement += text
      next += 1
    }
    if Self.settles.contains(where: statement.contains) { return false }
    let column = end - file.range(ofLine: line).lowerBound
    let rest = String(decoding: Array(statement.utf8)[column...], as: UTF8.self)
    let before = String(decoding: Array(statement.utf8)[..<column], as: UTF8.self)
    if rest.hasPrefix(".") {
      let member = rest.dropFirst().prefix { $0.isLetter }
      if Self.walks.contains(member) { return true }
      return false
    }
    return isIterated(before, rest)
  }

  /// Whether `before` and `rest` stand around the sequence of a `for` loop.
  private func isIterated(_ before: String, _ rest: String) -> Bool {
    guard trimmed(before).hasPrefix("for "), let start = before.firstRange(of: " in ")
    else { return false }
    let path = before[start.upperBound...]
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
    return isPlain && (rest.hasPrefix(" {") || rest.hasPrefix(" where ") || rest.isEmpty)
  }
}
