import Testing

struct FunctionLengthRuleTests {
  /// A body of `lines` lines, its braces' lines included.
  static func body(_ lines: Int) -> String {
    "{\n" + String(repeating: "  work()\n", count: lines - 2) + "}\n"
  }

  @Test(arguments: [
    RuleCase("the limit", source: "func f() \(body(60))", lines: []),
    RuleCase("one more", source: "func f() \(body(61))", lines: [1]),
    RuleCase("an initialiser", source: "\ninit(a: Int) throws \(body(61))", lines: [2]),
    RuleCase("a call of one", source: "x = .init(a) \(body(61))", lines: []),
    RuleCase("a computed property", source: "var a: Int \(body(61))", lines: [1]),
    RuleCase("a stored property", source: "var a = 1\nstruct B \(body(99))", lines: []),
    RuleCase("an operator", source: "static func < (a: A, b: A) -> Bool \(body(61))", lines: [1]),
    RuleCase("an operator of equality", source: "func == (a: A) -> Bool \(body(61))", lines: [1]),
    RuleCase("a default argument", source: "func f(a: Int = 1) -> Int \(body(61))", lines: [1]),
    RuleCase("a closure as argument", source: "func f(a: F = { 1 }) \(body(61))", lines: [1]),
    RuleCase(
      "a head of several lines",
      source: "func f<A>(\n  a: A\n) throws -> A\nwhere\n  A: B\n\(body(61))", lines: [1]),
    RuleCase(
      "a requirement has no body",
      source: "protocol P {\n  func f() -> Int\n}\nstruct A \(body(99))",
      lines: []),
    RuleCase(
      "braces in strings do not count",
      source: "func f() {\n\"}\"\n" + String(repeating: "a\n", count: 59) + "}", lines: [1]),
    RuleCase("a type is no function", source: "struct A \(body(99))", lines: []),
  ])
  func lengths(test: RuleCase) { test.check(FunctionLengthRule.self) }
}
