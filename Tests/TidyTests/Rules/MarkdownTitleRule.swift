/// A Markdown file has exactly one title, and begins with it.
struct MarkdownTitleRule: TidyRule {
  static let name = "MarkdownTitle"

  func findings(in tree: SourceTree) -> [Finding] {
    tree.markdownFiles.flatMap { file -> [Finding] in
      let headings = MarkdownText(file).headings
      let titles = headings.filter { $0.depth == 1 }
      guard let title = titles.first, title == headings.first else {
        return [Finding(path: file.path, line: 0, message: "the first heading is the title '# …'")]
      }
      return titles.dropFirst().map {
        Finding(path: file.path, line: $0.line, message: "a second title: use '## …'")
      }
    }
  }
}
