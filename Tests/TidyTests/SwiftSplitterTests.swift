import Testing

/// Code, comments and strings are told apart.
struct SwiftSplitterTests {
  /// A text, its code, and its comments without the blanks around them.
  @Test(arguments: [
    ("a // b", "a     ", "// b"),
    ("a /* b /* c */ d */ e", "a                   e", "/* b /* c */ d */"),
    ("a(\"b // c\")", "a(\"      \")", ""),
    ("\"a\\\"b\" c", "\"    \" c", ""),
    ("\"a\\(b(\"c\"))d\" e", "\"  (b(\" \"))\u{20}\" e", ""),
    ("#\"a\"\\(b)\"# c", " \"      \"  c", ""),
    ("#\"a\\#(b)c\"# d", " \"   (b) \"  d", ""),
    ("#if a", "#if a", ""),
    ("\"\"\"\na \"b\" // c\n\"\"\" d", "\"\"\"\n          \n\"\"\" d", ""),
    ("\"a\nb // c", "\" \nb     ", "// c"),
    ("a / b / c", "a / b / c", ""),
    ("/* a", "    ", "/* a"),
  ])
  func split(text: String, code: String, comments: String) {
    var splitter = SwiftSplitter(Array(text.utf8))
    splitter.split()
    #expect(String(decoding: splitter.code, as: UTF8.self) == code)
    let blanks = String(decoding: splitter.comments, as: UTF8.self)
    #expect(blanks.split { $0 == " " || $0 == "\n" }.joined(separator: " ") == comments)
    #expect(splitter.comments.count == text.utf8.count)
  }
}
