import Testing

struct DeadDeclarationRuleTests {
  @Test(arguments: [
    RuleCase("a function that nothing calls", source: "func dead() {}", lines: [1]),
    RuleCase("one that something calls", source: "func live() {}\nlive()", lines: []),
    RuleCase("a property", source: "struct Queue {\n  var dead = 1\n}\nQueue()", lines: [2]),
    RuleCase("a type", source: "final class Dead {}", lines: [1]),
    RuleCase("a case, and another beside it", source: "enum A {\n  case b, c\n}\nA.b", lines: [2]),
    RuleCase(
      "cases that come as texts", source: "enum A: String {\n  case b\n}\nA(rawValue: x)", lines: []
    ),
    RuleCase("patterns declare nothing", source: "switch x {\ncase .y: break\n}", lines: []),
    RuleCase("a name in a comment is no use", source: "// dead\nfunc dead() {}", lines: [2]),
    RuleCase("a name in a text is no use", source: "let text = \"dead\"\ntext.dead2()", lines: []),
    RuleCase("what an interpolation uses", source: "let live = 1\nwrite(\"\\(live)\")", lines: []),
    RuleCase("a number is no name", source: "switch x {\ncase 0xC2: break\n}", lines: []),
    RuleCase("where a program starts", source: "@main\nstruct Program {}", lines: []),
    RuleCase("what the language calls", source: "var description: String { text }", lines: []),
    RuleCase(
      "operators have no names", source: "static func == (a: A, b: A) -> Bool { true }",
      lines: []),
    RuleCase(
      "used by a test alone",
      ["Sources/A/B.swift": "func live() {}", "Tests/ATests/BTests.swift": "live()"], []),
    RuleCase(
      "tests are called by the library",
      ["Tests/ATests/BTests.swift": "struct BTests {\n  @Test func holds() {}\n}"], []),
  ])
  func declarations(test: RuleCase) { test.check(DeadDeclarationRule.self) }
}
