import ClusterSimulation
import KubernetesObjects
import StructuredText

/// `KEY=VALUE` of a command line: a value for one key of a scenario, or of an object that it has.
///
/// A key is the way through the scenario: `spec.seed`, `nodePools.worker.count`, `timeline.0.at` or
/// `timeline[0].at`; `spec.` may be left out, and a setting of the control plane may stand alone.
/// An element of a list is known by its number or by its name. A key with dots is written in
/// quotes: `nodePools.worker.template.metadata.labels."example.com/disk"`.
///
/// The way into an object of the manifests begins with its kind and name, and its namespace where
/// the name alone is not enough: `Deployment/web.spec.replicas`, `deployment/shop/web.spec.paused`.
package struct Assignment: Hashable, Sendable {
  /// The key, its steps joined by dots.
  package let key: String
  /// The value, as a scenario would write it.
  package let value: String

  /// The most steps of a key, far more than a scenario has levels.
  static let mostSteps = 64

  /// The value `value` for `key`.
  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// Reads `KEY=VALUE`; nil if there is no `=` or nothing before it.
  package init?(parsing text: String) {
    var isQuoted = false
    let equals = text.indices.first { index in
      if text[index] == "\"" { isQuoted.toggle() }
      return text[index] == "=" && !isQuoted
    }
    guard let equals, equals != text.startIndex else { return nil }
    self.init(key: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  /// The steps from the scenario's root.
  var parts: [String] {
    let steps = Self.steps(of: key)
    if steps[0] == "metadata" { return steps }
    let parts = steps[0] == "spec" ? Array(steps.dropFirst()) : steps
    if parts.count == 1, ControlPlaneSetting.named(parts[0]) != nil || parts[0] == "profile" {
      return ["spec", "controlPlane"] + parts
    }
    return ["spec"] + parts
  }

  /// The object into which the key leads, and the steps within it; nil for a key of the scenario.
  var object: (name: [String], parts: [String])? {
    let steps = Self.steps(of: key)
    guard steps[0].contains("/") else { return nil }
    let name = steps[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    return (name, Array(steps.dropFirst()))
  }

  private static func steps(of key: String) -> [String] {
    var steps: [String] = []
    var step = ""
    var isQuoted = false
    var isIndex = false
    for character in key {
      switch character {
      case "\"": isQuoted.toggle()
      case "." where !isQuoted, "[" where !isQuoted:
        // The dot behind `[0]` ends nothing more.
        if !isIndex { steps.append(step) }
        (step, isIndex) = ("", false)
      case "]" where !isQuoted:
        steps.append(step)
        (step, isIndex) = ("", true)
      default: step.append(character)
      }
    }
    return isIndex && step.isEmpty ? steps : steps + [step]
  }

  /// The name under which problems of the value are reported.
  var file: String { "--set \(key)" }

  /// A problem of the assignment itself.
  func error(_ message: String) -> Diagnostic {
    Diagnostic(.error, file: file, location: nil, message: message)
  }

  /// The value; nil if it is not YAML.
  var node: SyntaxNode? { try? YAMLReader.read(Array(value.utf8), file: file).first }

  /// A scalar for a key of this name; nil for one that no scenario has.
  func keyNode(_ name: String) -> SyntaxNode? {
    let text = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return try? YAMLReader.read(Array("\"\(text)\"".utf8), file: file).first
  }
}
