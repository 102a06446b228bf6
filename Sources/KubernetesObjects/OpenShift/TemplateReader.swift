import StructuredText

/// OpenShift's Template: objects with parameters, which are filled in here.
///
/// `${NAME}` within a text gives the text of the value, and a scalar that is `${{NAME}}` becomes
/// what the value is in YAML. Source: `pkg/template/templateprocessing`, OpenShift 3.11 and 4.
struct TemplateReader {
  /// Numbers for one purpose, each below a bound.
  typealias Draws = (_ purpose: String) -> (_ bound: Int) -> Int

  /// The versions of the API that have templates.
  private static let versions = ["template.openshift.io/v1", "v1"]

  private var values: [String: String] = [:]
  private var labels: [SyntaxMembers.Element] = []

  /// Whether a kind in a version is a template.
  static func isTemplate(_ kind: String, in version: String) -> Bool {
    kind == "Template" && versions.contains(version)
  }

  /// The objects of the template at which `decoder` stands, filled in, each with its place.
  static func objects(from decoder: inout ObjectDecoder, _ draws: Draws) -> [SyntaxNode] {
    var reader = TemplateReader()
    var objects: SyntaxNode?
    let template = decoder.node["metadata"]?["name"]?.text ?? ""
    decoder.enterObject(kind: "Template")
    decoder.readMembers { name, decoder in
      switch name {
      case "parameters": reader.readParameters(of: template, from: &decoder, draws)
      case "labels", "objectLabels": reader.labels = Array(decoder.node.members)
      case "objects": objects = decoder.node
      case "apiVersion", "kind", "message", "metadata": break
      default: decoder.skipUnknownField()
      }
    }
    return objects?.elements.map { reader.labelled(reader.filled($0)) } ?? []
  }

  private mutating func readParameters(
    of template: String, from decoder: inout ObjectDecoder, _ draws: Draws
  ) {
    var values = values
    decoder.readElements { _, decoder in
      guard let parameter = TemplateParameter.decode(from: &decoder) else { return }
      let name = parameter.name
      if let value = parameter.value, !value.isEmpty {
        values[name] = value
      } else if parameter.generator == "expression" {
        let draw = draws("templates/\(template)/\(name)")
        values[name] = TemplateExpression.value(of: parameter.from, draw)
        if values[name] == nil {
          decoder.report("from: expected classes such as [a-z0-9]{8}, found \(parameter.from)")
        }
      } else if parameter.isRequired {
        decoder.report("value: \(name) is required, and has none")
      } else {
        values[name] = ""
      }
    }
    self.values = values
  }

  /// `node` with the values in place of the parameters.
  private func filled(_ node: SyntaxNode) -> SyntaxNode {
    switch node.kind {
    case .mapping:
      return node.mapping(
        of: node.members.map { (key: filled($0.key), value: filled($0.value)) })
    case .sequence: return node.sequence(of: node.elements.map { filled($0) })
    case .scalar:
      let text = node.text
      guard text.utf8.contains(UInt8(ascii: "$")) else { return node }
      if text.hasPrefix("${{"), text.hasSuffix("}}"),
        let value = values[String(text.dropFirst(3).dropLast(2))]
      {
        return node.scalar(value, isPlain: true)
      }
      let made = replaced(text)
      return made == text ? node : node.scalar(made, isPlain: false)
    }
  }

  /// `text` with each `${NAME}` replaced of which there is a value.
  private func replaced(_ text: String) -> String {
    var made = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      made += rest[..<start.lowerBound]
      let after = rest[start.upperBound...]
      guard let end = after.firstIndex(of: "}"), let value = values[String(after[..<end])] else {
        made += rest[start]
        rest = after
        continue
      }
      made += value
      rest = after[after.index(after: end)...]
    }
    return made + rest
  }

  /// `object` with the template's labels; they come before its own.
  private func labelled(_ object: SyntaxNode) -> SyntaxNode {
    guard !labels.isEmpty, object.kind == .mapping, let metadata = object["metadata"],
      metadata.kind == .mapping
    else { return object }
    let added = labels.map { (key: filled($0.key), value: filled($0.value)) }
    let names = Set(added.map(\.key.text))
    let own = metadata["labels"].map { Array($0.members) } ?? []
    let merged = metadata.mapping(of: own.filter { !names.contains($0.key.text) } + added)
    return object.replacing("metadata", by: metadata.replacing("labels", by: merged, at: labels))
  }
}

extension SyntaxNode {
  /// This mapping with another value of `key`; a new key takes its place from `example`.
  fileprivate func replacing(
    _ key: String, by value: SyntaxNode, at example: [SyntaxMembers.Element] = []
  ) -> SyntaxNode {
    var found = false
    var made: [SyntaxMembers.Element] = []
    for member in members {
      let isMeant = member.key.hasText(key)
      if isMeant { found = true }
      made.append((key: member.key, value: isMeant ? value : member.value))
    }
    if !found, let place = example.first?.key {
      made.append((key: place.scalar(key, isPlain: true), value: value))
    }
    return mapping(of: made)
  }
}
