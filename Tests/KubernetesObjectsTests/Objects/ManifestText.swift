import KubernetesObjects
import StructuredText

/// Short ways from text to objects.
enum ManifestText {
  /// What a reader makes of one JSON document in a file called `in.json`.
  static func read(json: String) throws -> ManifestReader {
    ManifestReader([try JSONReader.read(Array(json.utf8), file: "in.json")])
  }

  /// The value of a JSON text; records nothing, throws the first problem.
  static func decode<Value: FieldDecodable>(
    _ type: Value.Type = Value.self, json: String
  ) throws -> Value {
    let node = try JSONReader.read(Array(json.utf8), file: "in.json")
    return try decode(type, node)
  }

  /// The value of a node; throws all problems.
  static func decode<Value: FieldDecodable>(
    _ type: Value.Type = Value.self, _ node: SyntaxNode
  ) throws -> Value {
    var decoder = ObjectDecoder(node)
    let value = Value.decode(from: &decoder)
    guard let value, decoder.diagnostics.isEmpty else {
      throw DiagnosticList(
        decoder.diagnostics.isEmpty
          ? [node.diagnostic(.error, "nothing was read")] : decoder.diagnostics)
    }
    return value
  }

  /// The lines of everything that is wrong with a JSON document.
  static func problems(json: String) throws -> [String] {
    try read(json: json).errors.map(\.description)
  }
}
