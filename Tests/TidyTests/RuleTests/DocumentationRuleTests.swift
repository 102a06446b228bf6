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
    RuleCase("stored properties go bare", source: "public private(set) var a = 1", lines: []),
    RuleCase("so do constants", source: "public static let a: Int", lines: []),
    RuleCase("what is computed does not", source: "public var a: Int { 1 }", lines: [1]),
    RuleCase("an init without arguments goes bare", source: "public init() {}", lines: []),
    RuleCase("one with arguments does not", source: "public init(a: Int) {}", lines: [1]),
    RuleCase("two words on a property", source: "/// The name.\nlet name = 1", lines: [1]),
    RuleCase("two words on a case", source: "enum A {\n  /// It.\n  case b\n}", lines: [2]),
    RuleCase("two words on an init", source: "/// No names.\npublic init() {}", lines: [1]),
    RuleCase("a unit", source: "/// In whole microseconds.\nlet length = 1", lines: []),
    RuleCase("a source", source: "/// `spec.replicas`.\nlet replicas = 1", lines: []),
    RuleCase("two words on a function", source: "/// Runs it.\nfunc run() {}", lines: []),
    RuleCase("the end of a long comment", source: "/// A.\n/// It is.\nlet a = 1", lines: []),
    RuleCase("extensions need none", source: "public extension A {}", lines: []),
    RuleCase("imports need none", source: "public import StructuredText", lines: []),
    RuleCase(
      "cases of a public enum", source: "/// A.\npublic enum A {\n  case a\n}", lines: []),
    RuleCase("cases of an internal enum", source: "enum A {\n  case a\n}", lines: []),
    RuleCase(
      "patterns of a switch are no cases",
      source: """
        /// A.
        public enum A {
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
