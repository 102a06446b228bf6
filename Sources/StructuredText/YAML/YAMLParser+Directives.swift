/// What stands between documents (sections 6.8 and 9.1).
extension YAMLParser {
  /// Goes to the start of a document; whether there were directives.
  mutating func readDirectives(ifAllowed isAllowed: Bool) throws(ReadingProblem) -> Bool {
    if !tagHandles.isEmpty { tagHandles = [:] }
    var hasVersion = false
    var hasAny = false
    while true {
      skipSpacing()
      if position == lineStart, peek() == 0xEF, peek(1) == 0xBB, peek(2) == 0xBF {
        position += 3
        lineStart = position
        continue
      }
      guard isAllowed, position == lineStart, peek() == ASCII.percent else { return hasAny }
      hasAny = true
      let start = position
      let words = readDirectiveWords()
      switch words[0] {
      case "%YAML":
        guard !hasVersion else { throw ReadingProblem(start, "a second %YAML directive") }
        hasVersion = true
        try checkVersion(words, at: start)
      case "%TAG": try addTagHandle(words, at: start)
      default: break
      }
    }
  }

  /// Reads `...` and the rest of its line.
  mutating func readDocumentEnd() throws(ReadingProblem) {
    position += 3
    try expectLineEnd(after: "\"...\"")
  }

  /// The words of the line, up to a comment; at least one.
  private mutating func readDirectiveWords() -> [String] {
    var words: [String] = []
    while !isBreakOrEnd(peek()), !(peek() == ASCII.hash && isCommentAllowed) {
      let start = position
      while !isSpaceOrEnd(peek()) { position += 1 }
      words.append(String(decoding: bytes[start..<position], as: UTF8.self))
      skipBlanks()
    }
    skipLine()
    return words
  }

  private func checkVersion(_ words: [String], at start: Int) throws(ReadingProblem) {
    let numbers = words.dropFirst().first?.split(
      separator: ".", omittingEmptySubsequences: false)
    guard words.count == 2, let numbers, numbers.count == 2,
      numbers.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(ASCII.isDigit) })
    else { throw ReadingProblem(start, "expected a version after %YAML, as in \"%YAML 1.2\"") }
    guard numbers[0] == "1" else {
      throw ReadingProblem(start, "YAML \(words[1]) is not supported; this reader knows YAML 1.2")
    }
  }

  private mutating func addTagHandle(
    _ words: [String], at start: Int
  ) throws(ReadingProblem) {
    guard words.count == 3, words[1].utf8.first == ASCII.exclamation,
      words[1].utf8.last == ASCII.exclamation,
      words[1].utf8.dropFirst().dropLast().allSatisfy(ASCII.isWordCharacter)
    else {
      throw ReadingProblem(
        start, "expected a handle and a prefix after %TAG, as in \"%TAG !e! tag:example.com,2025:\""
      )
    }
    guard tagHandles[words[1]] == nil else {
      throw ReadingProblem(start, "a second %TAG directive for the handle \(words[1])")
    }
    tagHandles[words[1]] = words[2]
  }
}
