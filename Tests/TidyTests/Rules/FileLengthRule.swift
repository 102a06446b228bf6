/// No Swift file is longer than 400 lines.
struct FileLengthRule: TidyRule {
  static let name = "FileLength"
  static let limit = 400

  func findings(in tree: SourceTree) -> [Finding] {
    tree.files.filter { $0.isSwift && $0.lineStarts.count > Self.limit }.map { file in
      Finding(
        path: file.path, line: 0,
        message: "\(file.lineStarts.count) lines: at most \(Self.limit); split it by concern")
    }
  }
}
