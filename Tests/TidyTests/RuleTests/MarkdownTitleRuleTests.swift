import Testing

struct MarkdownTitleRuleTests {
  @Test(arguments: [
    RuleCase("one title", ["A.md": "# A\n\n## B\n"], []),
    RuleCase("no title", ["A.md": "text\n"], ["A.md"]),
    RuleCase("a title below another heading", ["A.md": "## B\n# A\n"], ["A.md"]),
    RuleCase("two titles", ["A.md": "# A\n# B\n"], ["A.md:2"]),
    RuleCase("a comment of the shell is none", ["A.md": "# A\n```\n# B\n```\n"], []),
    RuleCase("a mark without a blank is none", ["A.md": "# A\n#b\n"], []),
  ])
  func titles(test: RuleCase) { test.check(MarkdownTitleRule.self) }
}
