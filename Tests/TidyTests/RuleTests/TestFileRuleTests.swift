import Testing

struct TestFileRuleTests {
  static func tree(_ path: String, test: String? = nil) -> [String: String] {
    var texts = [path: ""]
    if let test { texts[test] = "" }
    return texts
  }

  static let plugin = "Sources/Scheduling/Plugins/NodeName.swift"
  static let controller = "Sources/Controllers/Job/JobController.swift"
  static let rule = "Tests/TidyTests/Rules/NameRule.swift"

  @Test(arguments: [
    RuleCase("a plugin without tests", tree(plugin), [plugin]),
    RuleCase(
      "a plugin with tests", tree(plugin, test: "Tests/SchedulingTests/NodeNameTests.swift"), []),
    RuleCase("tests lie in Tests", tree(plugin, test: "Sources/NodeNameTests.swift"), [plugin]),
    RuleCase("a controller without tests", tree(controller), [controller]),
    RuleCase("what a controller uses", tree("Sources/Controllers/Job/Backoff.swift"), []),
    RuleCase("one concern of a plugin", tree("Sources/Scheduling/Plugins/A+B.swift"), []),
    RuleCase(
      "a predicate", tree("Sources/Scheduling/Classic/Predicates/A.swift"),
      [
        "Sources/Scheduling/Classic/Predicates/A.swift"
      ]),
    RuleCase("a tidy rule", tree(rule), [rule]),
  ])
  func files(test: RuleCase) { test.check(TestFileRule.self) }
}
