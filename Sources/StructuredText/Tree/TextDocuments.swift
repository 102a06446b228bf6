/// The documents of a file that is JSON or YAML.
public enum TextDocuments {
  /// The root of each document: as JSON, of which a file holds one, if the name ends in `.json`,
  /// and as YAML otherwise.
  ///
  /// Throws every problem with its place.
  public static func read(
    _ bytes: [UInt8], file: String
  ) throws(DiagnosticList) -> [SyntaxNode] {
    file.hasSuffix(".json")
      ? [try JSONReader.read(bytes, file: file)] : try YAMLReader.read(bytes, file: file)
  }
}
