/// Prose in Markdown is short and says the thing: at most thirty words a sentence, and no words
/// that only point at other words.
///
/// Tables are no prose. The changelog is left as it was written.
struct MarkdownProseRule: TidyRule {
  static let name = "MarkdownProse"
  static let mostWords = 30

  /// Words to do without, each with what to write instead.
  static let banned: [(words: [String], advice: String)] = [
    (["such"], "give the example, or name the thing"),
    (["likewise"], "say it again"),
    (["the", "same"], "say what it is equal to"),
    (["whoever"], "say who"),
  ]

  func findings(in tree: SourceTree) -> [Finding] {
    tree.markdownFiles.filter { $0.path != "CHANGELOG.md" }.flatMap { file in
      MarkdownText(file).sentences.flatMap { sentence in findings(in: sentence, of: file.path) }
    }
  }

  private func findings(in sentence: MarkdownText.Sentence, of path: String) -> [Finding] {
    var messages: [String] = []
    if sentence.words.count > Self.mostWords {
      messages.append("\(sentence.words.count) words in a sentence: at most \(Self.mostWords)")
    }
    let words: [String] = sentence.words.map { word in
      word.lowercased().filter { $0.isLetter || $0 == "-" || $0 == "'" }
    }
    for ban in Self.banned where Self.has(ban.words, in: words) {
      messages.append("'\(ban.words.joined(separator: " "))': \(ban.advice)")
    }
    return messages.map { Finding(path: path, line: sentence.line, message: $0) }
  }

  /// Whether the banned words stand somewhere in `words`; `such as` opens an example.
  private static func has(_ banned: [String], in words: [String]) -> Bool {
    words.indices.contains { start in
      let rest = words[start...]
      return rest.starts(with: banned) && !rest.starts(with: ["such", "as"])
    }
  }
}
