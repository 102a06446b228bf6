import Testing

struct MarkdownProseRuleTests {
  private static let thirty = Array(repeating: "word", count: 30).joined(separator: " ")

  @Test(
    arguments: [
      ("\(thirty).", []),
      ("\(thirty) word.", [3]),
      ("\(thirty). Another sentence.", []),
      ("\(thirty)\nword\n", [3]),
      ("- \(thirty)\n- word\n", []),
      ("1. \(thirty)\n2. word\n", []),
      ("\(thirty)\n\nword\n", []),
      ("\(thirty) `a b c d`\n", [3]),
      ("\(thirty) 17\n", [3]),
      ("\(thirty) -- –\n", []),
      ("They follow version 1.2. \(thirty)\n", []),
      ("```sh\n\(thirty) word\n```\n", []),
      ("| \(thirty) word |\n", []),
      ("In version 1.34 such a rule fell.", [3]),
      ("Files such as this.", []),
      ("They do the\nsame.", [3]),
      ("The sameness of it.", []),
      ("Whoever reads this.", [3]),
      ("Likewise.", [3]),
      ("The rule `such a` has.", []),
      ("A [link](such.md) leads there.", []),
    ] as [(String, [Int])])
  func prose(text: String, lines: [Int]) {
    RuleCase(
      text, ["README.md": "# Title\n\n\(text)"], lines.map { "README.md:\($0)" }
    ).check(MarkdownProseRule.self)
  }

  @Test func theChangelogStaysAsItWasWritten() {
    RuleCase("a record", ["CHANGELOG.md": "# Title\n\nThe same."], []).check(MarkdownProseRule.self)
  }
}
