import Testing

struct FileNameRuleTests {
  @Test(arguments: [
    ("Sources/Engine/EventQueue.swift", false),
    ("Sources/Engine/QueueHelpers.swift", true),
    ("Sources/Engine/Utilities/Queue.swift", true),
    ("Sources/Engine/StringUtils.swift", true),
    ("Sources/Engine/Misc/Queue.swift", true),
    ("Sources/Engine/QueueHelper.swift", true),
  ])
  func names(path: String, isBanned: Bool) {
    RuleCase(path, [path: ""], isBanned ? [path] : []).check(FileNameRule.self)
  }
}
