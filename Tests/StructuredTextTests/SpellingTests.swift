import StructuredText
import Testing

@Suite struct SpellingTests {
  @Test(
    arguments: [
      ([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"),
    ] as [([String], String)])
  func alternativesAreListed(words: [String], text: String) {
    #expect(Spelling.alternatives(words) == text)
    #expect(Spelling.list(words) == text.replacing(" or ", with: " and "))
  }

  @Test(
    arguments: [
      ("allways", "Always"), ("NEVER", "Never"), ("on failure", "on_failure"), ("x", nil),
      ("", nil), ("Alvways ", "Always"), ("Nevre", "Never"), ("nveer", "Never"),
    ] as [(String, String?)])
  func theNearestWordIsFound(text: String, word: String?) {
    #expect(Spelling.nearest(to: text, among: ["Always", "Never", "on_failure"]) == word)
  }

  @Test func theFirstOfEquallyNearWordsIsTaken() {
    #expect(Spelling.nearest(to: "cat", among: ["bat", "hat"]) == "bat")
    #expect(Spelling.nearest(to: "cpu", among: []) == nil)
  }

  @Test func longTextsAndWordsFarDownAreNotCompared() {
    let long = String(repeating: "a", count: 65)
    #expect(Spelling.nearest(to: long, among: [long]) == nil)
    #expect(Spelling.nearest(to: "a", among: [long, "a"]) == "a")
    let words = (0..<64).map { "word\($0)" } + ["target"]
    #expect(Spelling.nearest(to: "target", among: words) == nil)
  }
}
