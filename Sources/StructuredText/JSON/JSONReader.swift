/// Reads JSON (RFC 8259).
public enum JSONReader {
  /// The value that `bytes` hold, the first line of which has the number `line`.
  ///
  /// Takes time and memory in proportion to the text. Throws every problem with its place: a
  /// text that is not JSON in UTF-8, a key that its object has twice, a limit that is exceeded.
  public static func read(
    _ bytes: [UInt8], file: String, line: Int = 1, limits: TextLimits = .default
  ) throws(DiagnosticList) -> SyntaxNode {
    let source = try SourceText(
      bytes, file: file, firstLine: line, limits: limits, rejectsControls: false)
    let (builder, problems) = bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer, from: source.markBytes, limits: limits)
      var problems: [ReadingProblem] = []
      do throws(ReadingProblem) {
        try parser.readValue()
        try parser.readEnd()
      } catch {
        problems.append(error)
      }
      return (parser.builder, problems)
    }
    if let list = source.problems(problems, duplicates: builder.duplicates) { throw list }
    return builder.tree(of: source).node(at: 0)
  }

  /// The values that `bytes` hold one after another, as kubectl reads manifests, and what is odd
  /// about them: of a key that comes twice the last counts.
  ///
  /// Throws the first problem of the text, with its place.
  public static func readManifests(
    _ bytes: [UInt8], file: String, limits: TextLimits = .default
  ) throws(DiagnosticList) -> (documents: [SyntaxNode], warnings: [Diagnostic]) {
    let source = try SourceText(
      bytes, file: file, firstLine: 1, limits: limits, rejectsControls: false)
    let (builder, roots, problems) = bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer, from: source.markBytes, limits: limits)
      var roots: [Int] = []
      var problems: [ReadingProblem] = []
      while problems.isEmpty, parser.startNextValue() {
        roots.append(parser.builder.nodes.count)
        do throws(ReadingProblem) {
          try parser.readValue()
        } catch {
          problems.append(error)
        }
      }
      return (parser.builder, roots, problems)
    }
    if let list = source.problems(problems, duplicates: []) { throw list }
    let warnings = source.warnings(of: builder.duplicates)
    let tree = builder.tree(of: source)
    return (roots.map { tree.node(at: $0) }, warnings)
  }

  /// The values that `bytes` hold, one a line (JSON Lines); blank lines are passed over.
  ///
  /// The nodes' places are those in the whole text. Throws the problems of all lines together.
  public static func readLines(
    _ bytes: [UInt8], file: String, limits: TextLimits = .default
  ) throws(DiagnosticList) -> [SyntaxNode] {
    let source = try SourceText(
      bytes, file: file, firstLine: 1, limits: limits, rejectsControls: false)
    let (builder, roots, problems) = bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer, from: source.markBytes, limits: limits)
      var roots: [Int] = []
      var problems: [ReadingProblem] = []
      while parser.startNextLine() {
        roots.append(parser.builder.nodes.count)
        do throws(ReadingProblem) {
          try parser.readValue()
          try parser.readEnd()
        } catch {
          problems.append(error)
          if problems.count == 100 { break }
        }
      }
      return (parser.builder, roots, problems)
    }
    if let list = source.problems(problems, duplicates: builder.duplicates) { throw list }
    let tree = builder.tree(of: source)
    return roots.map { tree.node(at: $0) }
  }
}
