import Testing

struct UnorderedIterationRuleTests {
  @Test(arguments: [
    RuleCase("a loop", source: "let d: [String: Int] = x\nfor (k, v) in d {", lines: [2]),
    RuleCase("a loop over a set", source: "var s = Set<Int>()\nfor k in s where a {", lines: [2]),
    RuleCase("a loop over a list", source: "let d: [Int] = x\nfor k in d {", lines: []),
    RuleCase("a sorted loop", source: "let d = [A: B]()\nfor k in d.keys.sorted() {", lines: []),
    RuleCase("keys", source: "let d = [A: B]()\nlet k = Array(d.keys)", lines: [2]),
    RuleCase("values of a parameter", source: "func f(d: [A: B]) {\nd.values.map(g)", lines: [2]),
    RuleCase(
      "sorted on the next line", source: "let d: [A: B]\nlet k = d.map(f)\n  .sorted()", lines: []),
    RuleCase("a look-up", source: "let d: [A: B]\nlet k = d[a]", lines: []),
    RuleCase("a count", source: "let d: [A: B]\nlet k = d.values.count", lines: []),
    RuleCase("values of something else", source: "for v in requirement.values {", lines: []),
    RuleCase("a dictionary of lists", source: "let d: [A: [B]]\nd.forEach(f)", lines: [2]),
    RuleCase("a list of dictionaries", source: "let d: [[A: B]]\nd.forEach(f)", lines: []),
    RuleCase("a comment", source: "let d: [A: B]\n// for k in d {", lines: []),
    RuleCase(
      "a property from another file",
      [
        "Sources/A/Pod.swift": "struct Pod {\n  var labels: [String: String]\n}",
        "Sources/B/Use.swift": "\n\nfor (k, v) in pod.labels {",
        "Tests/C/Use.swift": "for (k, v) in pod.labels {",
      ], ["Sources/B/Use.swift:3"]),
    RuleCase(
      "a property that is a list elsewhere",
      [
        "Sources/A/Pod.swift": "var labels: [String: String]",
        "Sources/A/Node.swift": "var labels: [String]",
        "Sources/B/Use.swift": "for label in pod.labels {",
      ], []),
  ])
  func code(test: RuleCase) { test.check(UnorderedIterationRule.self) }
}
