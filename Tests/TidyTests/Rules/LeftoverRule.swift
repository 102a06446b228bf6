/// What is to be done is done, or written down elsewhere: no reminders in the files.
struct LeftoverRule: TidyRule {
  static let name = "Leftover"

  func findings(in tree: SourceTree) -> [Finding] {
    tree.files.flatMap { file in
      ["TODO", "FIXME", "XXX"].flatMap { word in
        file.occurrences(of: word, in: file.comments)
          .filter { isWord(word, at: $0, in: file.comments) }
          .map { file.finding(at: $0, "a reminder '\(word)': finish it or leave it out") }
      }
    }
  }

  private func isWord(_ word: String, at offset: Int, in bytes: [UInt8]) -> Bool {
    let end = offset + word.utf8.count
    return (offset == 0 || !isIdentifier(bytes[offset - 1]))
      && (end >= bytes.count || !isIdentifier(bytes[end]))
  }
}
