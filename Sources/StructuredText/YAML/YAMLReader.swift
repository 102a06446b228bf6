/// Reads YAML 1.2.2.
public enum YAMLReader {
  /// The root of each document in `bytes`.
  ///
  /// An empty document has a null for its root. `<<` is a key like any other, as in YAML 1.2.
  /// Takes time and memory in proportion to the text: an alias is not copied but refers to the
  /// node it stands for. Throws every problem with its place: a text that is not YAML in UTF-8, a
  /// key that its mapping has twice, an alias without anchor or within its own node, a limit that
  /// is exceeded. Beyond the specification, the last bracket of a flow collection may be indented
  /// less than the collection.
  public static func read(
    _ bytes: [UInt8], file: String, limits: TextLimits = .default
  ) throws(DiagnosticList) -> [SyntaxNode] {
    let source = try SourceText(
      bytes, file: file, firstLine: 1, limits: limits, rejectsControls: true)
    let (sink, problems) = parse(source, limits: limits)
    if let list = source.problems(problems, duplicates: sink.builder.duplicates) { throw list }
    let tree = sink.builder.tree(of: source)
    return sink.roots.map { tree.node(at: $0) }
  }

  /// The root of each document in `bytes`, read as leniently as kubectl reads manifests, and what
  /// is odd about them.
  ///
  /// Of a key that comes twice the last counts, with a warning, and quoted text may go on at any
  /// column. Source: `sigs.k8s.io/yaml` v1.4 on its copy of go-yaml v2.
  public static func readManifests(
    _ bytes: [UInt8], file: String, limits: TextLimits = .default
  ) throws(DiagnosticList) -> (documents: [SyntaxNode], warnings: [Diagnostic]) {
    let source = try SourceText(
      bytes, file: file, firstLine: 1, limits: limits, rejectsControls: true)
    let (sink, problems) = parse(source, limits: limits, isLenient: true)
    if let list = source.problems(problems, duplicates: []) { throw list }
    let warnings = source.warnings(of: sink.builder.duplicates)
    let tree = sink.builder.tree(of: source)
    return (sink.roots.map { tree.node(at: $0) }, warnings)
  }

  private static func parse(
    _ source: SourceText, limits: TextLimits, isLenient: Bool = false
  ) -> (sink: YAMLTreeSink, problems: [ReadingProblem]) {
    source.bytes.withUnsafeBufferPointer { buffer in
      var parser = YAMLParser(
        buffer, from: source.markBytes, sink: YAMLTreeSink(buffer, limits: limits))
      parser.allowsQuotedAtMargin = isLenient
      var problems: [ReadingProblem] = []
      do throws(ReadingProblem) {
        try parser.readStream()
      } catch {
        problems.append(error)
      }
      return (parser.sink, problems)
    }
  }
}
