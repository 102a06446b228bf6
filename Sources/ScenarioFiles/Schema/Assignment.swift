import ClusterSimulation
import KubernetesObjects
import StructuredText

/// `KEY=VALUE` of a command line: a value for one key of a scenario.
package struct Assignment: Hashable, Sendable {
  /// The key, its steps joined by dots.
  package let key: String
  /// The value, as a scenario would write it.
  package let value: String

  /// The value `value` for `key`.
  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// Reads `KEY=VALUE`; nil if there is no `=` or nothing before it.
  package init?(parsing text: String) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    self.init(key: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  /// The steps from the scenario's root.
  var parts: [String] {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if ["spec", "metadata"].contains(parts[0]) { return parts }
    if parts.count == 1, ControlPlaneSetting.named(parts[0]) != nil || parts[0] == "profile" {
      return ["spec", "controlPlane"] + parts
    }
    return ["spec"] + parts
  }

  /// The name under which problems of the value are reported.
  var file: String { "--set \(key)" }

  /// A problem of the assignment itself.
  func error(_ message: String) -> Diagnostic {
    Diagnostic(.error, file: file, location: nil, message: message)
  }

  /// The value, in as many mappings as `keys` has elements; nil if it is not YAML.
  func node(below keys: some BidirectionalCollection<String>) -> SyntaxNode? {
    guard var node = try? YAMLReader.read(Array(value.utf8), file: file).first else { return nil }
    guard !keys.isEmpty else { return node }
    let opening = keys.map { "{\"\($0)\": " }.joined()
    let text = opening + value + String(repeating: "}", count: keys.count)
    guard let nested = try? YAMLReader.read(Array(text.utf8), file: file).first else { return nil }
    node = nested
    return node
  }
}
