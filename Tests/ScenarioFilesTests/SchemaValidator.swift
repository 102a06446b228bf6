import StructuredText

/// What of JSON Schema the schema of scenarios uses, by which the tests hold documents against it.
struct SchemaValidator {
  /// Every place at which a document is not as the schema says, with the keyword that says so.
  private(set) var problems: [String] = []

  /// Holds `node` against `schema`.
  init(_ node: SyntaxNode, _ schema: SyntaxNode) { check(node, schema, at: "") }

  private mutating func check(_ node: SyntaxNode, _ schema: SyntaxNode, at place: String) {
    for (keyword, value) in schema.members {
      let isMet =
        switch keyword.text {
        case "$schema", "title", "description", "then": true
        case "type": hasType(node, value)
        case "enum": value.elements.contains { $0.text == node.text }
        case "const": node.text == value.text
        case "minimum": (number(node) ?? 0) >= (number(value) ?? 0)
        case "maximum": (number(node) ?? 0) <= (number(value) ?? 0)
        case "minProperties": node.count >= Int(number(value) ?? 0)
        case "maxProperties": node.count <= Int(number(value) ?? 0)
        case "required": value.elements.allSatisfy { node[$0.text] != nil }
        case "anyOf":
          value.elements.contains { SchemaValidator(node, $0).problems.isEmpty }
        case "pattern": matches(node, value.text)
        case "additionalProperties": hasOnlyKnownKeys(node, schema)
        case "if": checkThen(node, value, schema, at: place)
        case "properties": checkMembers(node, value, at: place)
        case "items": checkElements(node, value, at: place)
        default: false
        }
      if !isMet { problems.append("\(place): \(keyword.text)") }
    }
  }

  private func number(_ node: SyntaxNode) -> Double? {
    switch node.value {
    case .integer(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }

  private func hasType(_ node: SyntaxNode, _ types: SyntaxNode) -> Bool {
    let names = types.kind == .sequence ? types.elements.map(\.text) : [types.text]
    return switch node.kind {
    case .mapping: names.contains("object")
    case .sequence: names.contains("array")
    case .scalar:
      switch node.value {
      case .null: names.contains("null")
      case .boolean: names.contains("boolean")
      case .integer: names.contains("integer") || names.contains("number")
      case .float: names.contains("number")
      case .string: names.contains("string")
      }
    }
  }

  private func matches(_ node: SyntaxNode, _ pattern: String) -> Bool {
    guard case .string(let text) = node.value else { return true }
    guard let expression = try? Regex(pattern) else { return false }
    return text.contains(expression)
  }

  private func hasOnlyKnownKeys(_ node: SyntaxNode, _ schema: SyntaxNode) -> Bool {
    node.kind != .mapping || node.members.allSatisfy { schema["properties"]?[$0.key.text] != nil }
  }

  private mutating func checkThen(
    _ node: SyntaxNode, _ condition: SyntaxNode, _ schema: SyntaxNode, at place: String
  ) -> Bool {
    guard SchemaValidator(node, condition).problems.isEmpty, let then = schema["then"] else {
      return true
    }
    check(node, then, at: place)
    return true
  }

  private mutating func checkMembers(
    _ node: SyntaxNode, _ properties: SyntaxNode, at place: String
  ) -> Bool {
    guard node.kind == .mapping else { return true }
    for (key, value) in node.members {
      if let schema = properties[key.text] { check(value, schema, at: "\(place)/\(key.text)") }
    }
    return true
  }

  private mutating func checkElements(
    _ node: SyntaxNode, _ schema: SyntaxNode, at place: String
  ) -> Bool {
    guard node.kind == .sequence else { return true }
    for (index, element) in node.elements.enumerated() {
      check(element, schema, at: "\(place)/\(index)")
    }
    return true
  }
}
