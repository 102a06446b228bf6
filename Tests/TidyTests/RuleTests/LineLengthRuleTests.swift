import Testing

struct LineLengthRuleTests {
  @Test(arguments: [
    RuleCase("the limit", source: String(repeating: "a", count: 100) + "\n", lines: []),
    RuleCase("one more", source: "\n" + String(repeating: "a", count: 101), lines: [2]),
    RuleCase("characters count, not bytes", source: String(repeating: "é", count: 100), lines: []),
    RuleCase("of the shell too", [".ci/run": String(repeating: "a", count: 101)], [".ci/run:1"]),
    RuleCase("prose may be longer", ["A.md": String(repeating: "a", count: 101)], []),
  ])
  func lengths(test: RuleCase) { test.check(LineLengthRule.self) }
}
