import Testing

struct FileLengthRuleTests {
  @Test(arguments: [
    RuleCase("the limit", source: String(repeating: "\n", count: 400), lines: []),
    RuleCase(
      "one more", ["Tests/A.swift": String(repeating: "\n", count: 401)], ["Tests/A.swift"]),
    RuleCase("no last newline", source: String(repeating: "\n", count: 399) + "a", lines: []),
    RuleCase("text may be longer", ["A.md": String(repeating: "\n", count: 999)], []),
  ])
  func lengths(test: RuleCase) { test.check(FileLengthRule.self) }
}
