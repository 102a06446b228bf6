import Testing

struct FileNameRuleTests {
  @Test(arguments: [
    ("Sources/Engine/EventQueue.swift", false),
    ("Sources/Engine/QueueHelpers.swift", true),
    ("Sources/Engine/Utilities/Queue.swift", true),
    ("Sources/Engine/StringUtils.swift", true),
    ("Sources/Engine/Common/Queue.swift", true),
    ("Sources/Engine/QueueManager.swift", true),
  ])
  func names(path: String, isBanned: Bool) {
    RuleCase(path, [path: ""], isBanned ? [path] : []).check(FileNameRule.self)
  }
}
