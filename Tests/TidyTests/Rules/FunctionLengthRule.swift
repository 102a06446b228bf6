/// No function is longer than 60 lines, from its opening brace to its closing one.
///
/// Initialisers, subscripts and computed properties are functions too.
struct FunctionLengthRule: TidyRule {
  static let name = "FunctionLength"
  static let limit = 60

  func findings(in tree: SourceTree) -> [Finding] {
    tree.files.filter { $0.isSwift && $0.lineStarts.count > Self.limit }.flatMap { file in
      ["func", "init", "deinit", "subscript", "var"].flatMap(file.codeWords)
        .filter { isDeclaration($0, in: file.code) }
        .compactMap { finding(of: $0, in: file) }
    }
  }

  private func finding(of start: Int, in file: SourceFile) -> Finding? {
    guard let body = Braces.body(from: start, in: file.code) else { return nil }
    let length = file.line(at: body.upperBound - 1) - file.line(at: body.lowerBound) + 1
    guard length > Self.limit else { return nil }
    return file.finding(at: start, "a function of \(length) lines: at most \(Self.limit)")
  }

  /// Whether the keyword at `offset` declares: `x.init(…)` and `.init(…)` are calls.
  private func isDeclaration(_ offset: Int, in code: [UInt8]) -> Bool {
    offset == 0 || code[offset - 1] != UInt8(ascii: ".")
  }
}
