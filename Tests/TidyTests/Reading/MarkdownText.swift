/// The headings and links of a Markdown file; what stands in code is neither.
struct MarkdownText {
  /// A heading: how deep, what it says, where.
  struct Heading: Equatable {
    let depth: Int
    let text: String
    let line: Int
  }

  /// A link as it is written, and where.
  struct Link: Equatable {
    let target: String
    let line: Int
  }

  private(set) var headings: [Heading] = []
  private(set) var links: [Link] = []
  private var blocks = [Block()]

  init(_ file: SourceFile) {
    var isInFence = false
    for line in file.lineStarts.indices.map({ $0 + 1 }) {
      let text = file.text(ofLine: line, in: file.text)
      if trimmed(text).hasPrefix("```") {
        isInFence.toggle()
        blocks.append(Block())
      } else if !isInFence {
        addHeading(text, line)
        addLinks(text, line)
        addProse(text, line)
      }
    }
  }

  /// The sentences, in order.
  var sentences: [Sentence] { blocks.flatMap(\.sentences) }

  /// Adds a line to the paragraph or list item that it belongs to; rows of tables are no prose.
  private mutating func addProse(_ text: String, _ line: Int) {
    let bare = trimmed(text)
    let prose = Self.prose(text)
    let item = Self.item(prose)
    let isApart = bare.isEmpty || bare.hasPrefix("|") || bare.hasPrefix("#")
    if isApart || item != nil { blocks.append(Block()) }
    if bare.hasPrefix("|") { return }
    for word in (item ?? prose).split(separator: " ") {
      guard word.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
      blocks[blocks.count - 1].words.append((word, line))
    }
    if bare.hasPrefix("#") { blocks.append(Block()) }
  }

  /// The names by which links reach the headings, as GitHub makes them.
  var anchors: Set<String> {
    Set(
      headings.map { heading in
        String(
          heading.text.lowercased().compactMap { letter -> Character? in
            letter == " "
              ? "-"
              : letter.isLetter || letter.isNumber || letter == "-" || letter == "_" ? letter : nil
          })
      })
  }

  private mutating func addHeading(_ text: String, _ line: Int) {
    let depth = text.prefix { $0 == "#" }.count
    guard (1...6).contains(depth), text.dropFirst(depth).first == " " else { return }
    headings.append(Heading(depth: depth, text: trimmed(text.dropFirst(depth)), line: line))
  }

  private mutating func addLinks(_ text: String, _ line: Int) {
    // Odd parts stand between back-quotes: code.
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    let prose = parts.indices.map { $0.isMultiple(of: 2) ? parts[$0] : "code" }.joined()
    for part in prose.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
      guard let end = part.firstIndex(of: ")") else { continue }
      let target = part[..<end].split(separator: " ").first.map(String.init) ?? ""
      links.append(Link(target: target, line: line))
    }
  }
}
