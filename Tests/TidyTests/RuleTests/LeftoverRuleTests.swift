import Testing

struct LeftoverRuleTests {
  @Test(arguments: [
    RuleCase("a reminder", source: "a()\n// TODO: b", lines: [2]),
    RuleCase("a reminder in a block", source: "/*\n FIXME */", lines: [2]),
    RuleCase("three crosses", source: "a() // XXX", lines: [1]),
    RuleCase("within a word", source: "// XXXL and aTODO", lines: []),
    RuleCase("in a string", source: "let a = \"TODO\"", lines: []),
    RuleCase("in Markdown", ["A.md": "# A\nTODO"], ["A.md:2"]),
  ])
  func reminders(test: RuleCase) { test.check(LeftoverRule.self) }
}
