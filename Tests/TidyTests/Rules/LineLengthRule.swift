/// No line of Swift or of the shell is longer than 100 characters.
struct LineLengthRule: TidyRule {
  static let name = "LineLength"
  static let limit = 100

  func findings(in tree: SourceTree) -> [Finding] {
    tree.files.filter { !$0.path.hasSuffix(".md") }.flatMap { file in
      file.lineStarts.indices.compactMap { index in
        let range = file.range(ofLine: index + 1)
        guard range.count > Self.limit else { return nil }
        // Continuation bytes of UTF-8 are 10xxxxxx: the others count characters.
        let length = file.text[range].count { $0 & 0xC0 != 0x80 }
        guard length > Self.limit else { return nil }
        return Finding(
          path: file.path, line: index + 1,
          message: "\(length) characters: at most \(Self.limit)")
      }
    }
  }
}
