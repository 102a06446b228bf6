import StructuredText
import Testing

@Suite struct ControlCharacterTests {
  @Test(
    arguments: [
      ("plain text, größe, 日本", "plain text, größe, 日本"), ("a\nb\tc\r", "a\\nb\\tc\\r"),
      ("\u{1B}[31mred", "\\u{1b}[31mred"), ("c1 \u{9B}31m", "c1 \\u{9b}31m"),
      ("a\u{202E}gpj.exe", "a\\u{202e}gpj.exe"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
      ("line\u{2028}end", "line\\u{2028}end"), ("web\u{200B}", "web\\u{200b}"),
      ("family 👩‍👧", "family 👩\\u{200d}👧"),
    ])
  func controlsAreShown(text: String, escaped: String) {
    #expect(text.controlsEscaped == escaped)
  }

  @Test func neitherFilesNorMessagesReachATerminalRaw() {
    let problem = Diagnostic(
      .error, file: "a\u{1B}]0;b\u{7}.yaml", location: nil, message: "no \u{202E}node")
    #expect(problem.description == "a\\u{1b}]0;b\\u{7}.yaml: error: no \\u{202e}node")
  }
}
