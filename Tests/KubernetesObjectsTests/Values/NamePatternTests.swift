import KubernetesObjects
import Testing

@Suite("Patterns of names")
struct NamePatternTests {
  @Test(
    "a star stands for any run of letters",
    arguments: [
      ("web", "web", true), ("web", "web-1", false), ("web-*", "web-1", true),
      ("web-*", "web-", true), ("web-*", "web", false), ("*", "", true), ("*", "web", true),
      ("*-1", "web-1", true), ("*-1", "web-1-2", false), ("a*b*c", "abc", true),
      ("a*b*c", "a-b-b-c", true), ("a*b*c", "acb", false), ("a*a", "a", false),
      ("a**a", "aa", true), ("*aa*aa*", "aaa", false), ("*aa*aa*", "aaaa", true), ("", "", true),
      ("", "a", false),
    ])
  func matches(pattern: String, name: String, isMatch: Bool) {
    #expect(NamePattern(pattern).matches(name) == isMatch)
  }

  @Test("many stars cost no more than the product of the lengths")
  func hostile() {
    let pattern = NamePattern(String(repeating: "a*", count: 120) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 250)))
    #expect(pattern.text.utf8.count == 241)
  }
}
