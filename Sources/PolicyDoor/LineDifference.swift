import StructuredText

/// Where two lines of JSON differ first.
enum LineDifference {
  /// The path of the first field in which `first` and `second` differ, such as `events[0].id`.
  static func field(_ first: [UInt8], _ second: [UInt8]) -> String {
    guard let first = try? JSONReader.read(first, file: "first"),
      let second = try? JSONReader.read(second, file: "second")
    else { return "a line that is no JSON" }
    return difference(first, second, at: "") ?? "the spelling"
  }

  private static func difference(
    _ first: SyntaxNode, _ second: SyntaxNode, at path: String
  ) -> String? {
    let here = path.isEmpty ? "the whole line" : path
    guard first.kind == second.kind else { return here }
    switch first.kind {
    case .scalar: return first.text == second.text ? nil : here
    case .sequence:
      let (left, right) = (Array(first.elements), Array(second.elements))
      for (index, pair) in zip(left, right).enumerated() {
        if let found = difference(pair.0, pair.1, at: "\(path)[\(index)]") { return found }
      }
      return left.count == right.count ? nil : "\(path)[\(min(left.count, right.count))]"
    case .mapping: return memberDifference(first, second, at: path)
    }
  }

  private static func memberDifference(
    _ first: SyntaxNode, _ second: SyntaxNode, at path: String
  ) -> String? {
    let prefix = path.isEmpty ? "" : "\(path)."
    for member in first.members {
      let name = prefix + member.key.text
      guard let other = second[member.key.text] else { return name }
      if let found = difference(member.value, other, at: name) { return found }
    }
    let known = Set(first.members.map(\.key.text))
    return second.members.first { !known.contains($0.key.text) }.map { prefix + $0.key.text }
  }
}
