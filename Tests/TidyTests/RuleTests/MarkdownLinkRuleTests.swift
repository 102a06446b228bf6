import Testing

struct MarkdownLinkRuleTests {
  static func tree(_ text: String) -> [String: String] {
    ["Docs/A.md": text, "Docs/B.md": "# The other `file`, B-1\n", "Sources/Engine/Queue.swift": ""]
  }

  @Test(arguments: [
    RuleCase("a neighbour", tree("[b](B.md)"), []),
    RuleCase("a missing neighbour", tree("\n[c](C.md)"), ["Docs/A.md:2"]),
    RuleCase("a folder above", tree("[e](../Sources/Engine)"), []),
    RuleCase("out of the package", tree("[e](../../shared)"), ["Docs/A.md:1"]),
    RuleCase("a heading elsewhere", tree("[b](B.md#the-other-file-b-1)"), []),
    RuleCase("a missing heading elsewhere", tree("[b](B.md#that-file)"), ["Docs/A.md:1"]),
    RuleCase("a heading here", tree("# One two\n[1](#one-two) [2](#three)"), ["Docs/A.md:2"]),
    RuleCase("a picture with a title", tree("![p](p.png \"A picture\")"), ["Docs/A.md:1"]),
    RuleCase("the web is not asked", tree("[w](https://example.com/x)"), []),
    RuleCase("code is no link", tree("`[c](C.md)`\n```\n[c](C.md)\n```"), []),
    RuleCase("the second of a line", tree("[b](B.md) and [c](C.md)"), ["Docs/A.md:1"]),
  ])
  func links(test: RuleCase) { test.check(MarkdownLinkRule.self) }
}
