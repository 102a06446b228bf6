/// A comment that lets one line, its own or the next, break one rule, and says why:
///
///     // tidy allows UnorderedIteration: a sum does not depend on the order.
struct Allowance {
  private static let marker = "tidy allows "

  let path: String
  let line: Int
  let rule: String
  let reason: String
  /// Whether a finding has needed the allowance.
  var isUsed = false

  /// Every allowance in the comments of the product's sources.
  static func all(in tree: SourceTree) -> [Allowance] {
    tree.swiftFiles(below: ["Sources"]).flatMap { file in
      file.occurrences(of: marker, in: file.comments).compactMap { offset in
        let line = file.line(at: offset)
        let comment = file.text(ofLine: line, in: file.comments)
        guard let start = comment.firstRange(of: marker)?.upperBound else { return nil }
        let parts = comment[start...].split(separator: ":", maxSplits: 1)
        return Allowance(
          path: file.path, line: line, rule: parts.first.map(String.init) ?? "",
          reason: parts.count == 2 ? trimmed(parts[1]) : "")
      }
    }
  }

  /// Whether the allowance is meant for `finding` of the rule called `name`.
  func covers(_ finding: Finding, of name: String) -> Bool {
    name == rule && finding.path == path && (finding.line == line || finding.line == line + 1)
  }

  /// What is wrong with the allowance itself, once all `rules` have been asked.
  func problem(rules: [String]) -> Finding? {
    if reason.isEmpty {
      return Finding(path: path, line: line, message: "an allowance gives its reason after a colon")
    }
    if isUsed { return nil }
    return Finding(
      path: path, line: line,
      message: rules.contains(rule)
        ? "nothing here breaks \(rule): remove the allowance" : "there is no rule '\(rule)'")
  }
}
