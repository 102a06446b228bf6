/// A file is named after the one concept that it holds, never after a place for leftovers.
struct FileNameRule: TidyRule {
  static let name = "FileName"
  static let banned = ["Util", "Helper", "Misc"]

  func findings(in tree: SourceTree) -> [Finding] {
    tree.files.compactMap { file in
      guard file.isSwift, let word = Self.banned.first(where: { file.path.contains($0) })
      else { return nil }
      return Finding(
        path: file.path, line: 0,
        message: "'\(word)' names no concept: name the file after its type")
    }
  }
}
