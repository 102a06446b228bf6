import StructuredText

/// Files of objects, as kubectl reads them.
extension InputFiles.File {
  private static let brace = UInt8(ascii: "{")

  /// Whether the text begins as a JSON object does, whatever the file is called.
  ///
  /// Source: `GuessJSONStream` of `k8s.io/apimachinery/pkg/util/yaml`, v0.34.
  var isJSON: Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == Self.brace
  }

  /// The documents of the file, JSON values one after another or YAML, and what is odd about them.
  func readManifests() throws(DiagnosticList) -> (documents: [SyntaxNode], warnings: [Diagnostic]) {
    guard isJSON else { return try YAMLReader.readManifests(bytes, file: name) }
    do throws(DiagnosticList) {
      return try JSONReader.readManifests(bytes, file: name)
    } catch {
      // YAML may begin with a brace too.
      if let found = try? YAMLReader.readManifests(bytes, file: name) { return found }
      throw error
    }
  }

  /// The first `{{` or `${` and its line; nil if there is none.
  var firstTemplateMark: (line: Int, mark: String)? {
    var line = 1
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A { line += 1 }
      guard byte == Self.brace, index > 0 else { continue }
      if bytes[index - 1] == Self.brace { return (line, "{{") }
      if bytes[index - 1] == UInt8(ascii: "$") { return (line, "${") }
    }
    return nil
  }
}
