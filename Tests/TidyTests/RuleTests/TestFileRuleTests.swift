import Testing

struct TestFileRuleTests {
  static let filter = "public struct NodeName: FilterPlugin {}"

  static func tree(
    _ path: String, _ text: String = filter, test: String? = nil
  ) -> [String: String] {
    var texts = [path: text]
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
    RuleCase(
      "a plugin that scores", tree(plugin, "struct A: SomePlugin, ScorePlugin {}"), [plugin]),
    RuleCase(
      "a type that becomes a plugin elsewhere", tree(plugin, "extension A: ScorePlugin {"), [plugin]
    ),
    RuleCase("what plugins share", tree(plugin, "struct NodeLoad {\n  let value = 1\n}"), []),
    RuleCase(
      "what only holds a plugin", tree(plugin, "struct A {\n  let one: any FilterPlugin\n}"), []),
    RuleCase("what only speaks of plugins", tree(plugin, "// struct A: FilterPlugin"), []),
    RuleCase(
      "a registry", tree("Sources/Scheduling/Plugins/PluginRegistry.swift", "struct A {}"),
      ["Sources/Scheduling/Plugins/PluginRegistry.swift"]),
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
