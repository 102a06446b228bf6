import Testing

struct DocumentationRuleTests {
  @Test(arguments: [
    RuleCase("no comment", source: "public struct A {}", lines: [1]),
    RuleCase("a doc comment", source: "/// A.\npublic struct A {}", lines: []),
    RuleCase("a plain comment is none", source: "// A.\npublic struct A {}", lines: [2]),
    RuleCase("a block comment", source: "/** A. */\npublic struct A {}", lines: []),
    RuleCase("attributes stand between", source: "/// A.\n@frozen\npublic enum A {}", lines: []),
    RuleCase("attributes stand before", source: "@inlinable public func a() {}", lines: [1]),
    RuleCase("what is internal needs none", source: "struct A {}\nfunc f() {}", lines: []),
    RuleCase("a public setter alone", source: "public private(set) var a = 1", lines: [1]),
    RuleCase("extensions need none", source: "public extension A {}", lines: []),
    RuleCase("imports need none", source: "public import StructuredText", lines: []),
    RuleCase(
      "cases of a public enum", source: "/// A.\npublic enum A {\n  case a\n  /// B.\n  case b\n}",
      lines: [3]),
    RuleCase("cases of an internal enum", source: "enum A {\n  case a\n}", lines: []),
    RuleCase(
      "patterns of a switch are no cases",
      source: """
        /// A.
        public enum A {
          /// A.
          case a
          /// F.
          public func f() {
            switch self {
            case .a: break
            }
          }
        }
        """, lines: []),
    RuleCase(
      "requirements of a public protocol",
      source: "/// P.\npublic protocol P {\n  func f()\n  /// G.\n  static var g: Int { get }\n}",
      lines: [3]),
    RuleCase("a word in a string", source: "let a = \"public\"", lines: []),
  ])
  func declarations(test: RuleCase) { test.check(DocumentationRule.self) }
}
