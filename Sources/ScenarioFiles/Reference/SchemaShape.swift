import StructuredText

/// What the form of a key's value, as the reference writes it, says in JSON Schema.
///
/// Source: JSON Schema, draft 7, which editors know best.
enum SchemaShape {
  /// A text: a number or a truth value is taken as it is written.
  static let text: SyntaxValue = ["type": ["string", "number", "boolean"]]
  private static let texts: SyntaxValue = [
    "anyOf": [text, ["type": "array", "items": text]]
  ]
  private static let duration: SyntaxValue = [
    "type": ["string", "number"],
    "pattern": #"^[+-]?(0|(([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h|d))+)$"#,
  ]

  /// The forms that are names of what they stand for.
  private static let named: [String: SyntaxValue] = [
    "whole number": ["type": "integer"], "number": ["type": "number"],
    "true or false": ["type": "boolean"], "duration": duration, "number or duration": duration,
    "mapping": ["type": "object"], "labels": ["type": "object"],
    "annotations": ["type": "object"], "resources": ["type": "object"],
    "Node": ["type": "object"], "pod template": ["type": "object"],
    "list": ["type": "array"], "files": texts, "name or list of names": texts,
    "file or mapping": ["type": ["string", "object"]],
    "mapping, or unknown": ["type": ["string", "object"]],
    "selector": ["type": ["string", "object"]],
    "name": text, "text": text, "image": text, "kind": text, "quantity": text, "file": text,
    "RFC 3339 time": ["type": "string"],
  ]

  /// The schema of values in `form`; one that takes anything where the form says too little.
  static func schema(of form: String) -> SyntaxValue {
    if let known = named[form] { return known }
    if form.hasPrefix("list of ") { return ["type": "array"] }
    if form.hasPrefix("name, ") || form.hasPrefix("image, ") { return text }
    if let range = range(form) { return range }
    if let words = words(form) { return ["enum": .sequence(words.map { .string($0) })] }
    return [:]
  }

  /// `0 to 255`.
  private static func range(_ form: String) -> SyntaxValue? {
    let parts = form.split(separator: " ")
    guard parts.count == 3, parts[1] == "to", let least = Int64(parts[0]),
      let most = Int64(parts[2])
    else { return nil }
    return ["type": "number", "minimum": .integer(least), "maximum": .integer(most)]
  }

  /// The words of a choice, such as `random or first`, or the only one; nil where a part is no word
  /// but says what to write.
  private static func words(_ form: String) -> [String]? {
    let parts = form.replacing(" or ", with: ", ").split(separator: ", ").map(String.init)
    let isChoice = parts.allSatisfy { part in
      part.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"):
          true
        default: false
        }
      } && named[part] == nil
    }
    return isChoice && !parts.isEmpty ? parts : nil
  }
}
