import Testing

struct TopLevelRuleTests {
  @Test(arguments: [
    ("Sources", false), (".ci", false), (".build-release", false), (".git", false),
    ("Package.resolved", false), ("scripts", true), (".github", false), (".spi.yml", false),
    ("notes.md", true),
  ])
  func names(name: String, isForeign: Bool) {
    RuleCase(name, [:], topLevel: [name, "README.md"], isForeign ? [name] : [])
      .check(TopLevelRule.self)
  }
}
