/// The sentences of Markdown's prose: of paragraphs, list items and headings.
extension MarkdownText {
  /// A sentence: its words, and the line on which it begins.
  struct Sentence: Equatable {
    let words: [Substring]
    let line: Int
  }

  /// A run of prose that no sentence goes beyond.
  struct Block {
    /// Its words, code and links' targets taken out, each with its line.
    var words: [(text: Substring, line: Int)] = []

    /// The words between full stops.
    var sentences: [Sentence] {
      var sentences: [Sentence] = []
      var start = 0
      for index in words.indices where Self.ends(words[index].text) || index == words.count - 1 {
        sentences.append(
          Sentence(words: words[start...index].map(\.text), line: words[start].line))
        start = index + 1
      }
      return sentences
    }

    /// Whether a word is the last of its sentence. Abbreviations have a stop within, and so have
    /// numbers, after which a sentence may end.
    private static func ends(_ word: Substring) -> Bool {
      let bare = word.trimmingSuffix { ")*_\"”".contains($0) }
      guard let last = bare.last, ".?!".contains(last) else { return false }
      return !bare.dropLast().contains(".") || bare.first?.isNumber == true
    }
  }

  /// The prose of a line, code and links' targets taken out.
  static func prose(_ text: String) -> Substring {
    // Odd parts stand between back-quotes; each counts as one word.
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    var prose = parts.indices.map { $0.isMultiple(of: 2) ? parts[$0] : "code" }.joined()
    while let start = prose.firstRange(of: "]("),
      let end = prose[start.upperBound...].firstIndex(of: ")")
    {
      prose.replaceSubrange(start.lowerBound...end, with: "")
    }
    return Substring(prose)
  }

  /// The marks before the text of a list item or a heading, taken off; nil if there are none.
  static func item(_ text: Substring) -> Substring? {
    let bare = text.drop { $0 == " " }
    let mark = bare.prefix { !$0.isWhitespace }
    let isBullet = mark == "-" || mark == "*" || mark == "+" || mark == ">"
    let isHeading = !mark.isEmpty && mark.allSatisfy { $0 == "#" }
    let isNumber = mark.count > 1 && mark.last == "." && mark.dropLast().allSatisfy(\.isNumber)
    let isMark = isBullet || isHeading || isNumber
    return isMark ? bare.dropFirst(mark.count) : nil
  }
}

extension Substring {
  /// The text without the letters at its end that satisfy the condition.
  fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, condition(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
