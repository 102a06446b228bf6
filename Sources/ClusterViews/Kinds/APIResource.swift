import StructuredText

/// A kind of object as kubectl's arguments name it, and how it is shown.
package struct APIResource: Sendable {
  /// The kind, such as `Pod`.
  package let kind: String
  /// The name in the plural, in lower case: `pods`.
  package let plural: String
  /// What else kubectl takes for the kind, such as `po`.
  let shortNames: [String]
  /// The version of its API with the group, such as `apps/v1`.
  package let apiVersion: String
  /// Whether its objects lie in namespaces.
  package let isNamespaced: Bool
  /// Whether `get all` shows it.
  let isInAll: Bool
  let table: any ObjectTable.Type
  /// How `describe` shows it; nil where it is not shown.
  let description: (any ObjectDescription.Type)?
  /// The older version of the API that can be asked for too; nil for none.
  let olderForm: (any OlderForm.Type)?
  /// Whether objects are asked for in that version.
  private(set) var isOlderFormMeant = false

  init(
    _ kind: String, _ plural: String, _ shortNames: [String] = [], in apiVersion: String,
    isNamespaced: Bool = true, isInAll: Bool = false, _ table: any ObjectTable.Type,
    _ description: (any ObjectDescription.Type)? = nil,
    olderForm: (any OlderForm.Type)? = nil
  ) {
    self.kind = kind
    self.plural = plural
    self.shortNames = shortNames
    self.apiVersion = apiVersion
    self.isNamespaced = isNamespaced
    self.isInAll = isInAll
    self.table = table
    self.description = description
    self.olderForm = olderForm
  }

  /// The name in the singular, in lower case.
  package var singular: String { kind.lowercased() }

  /// The API's group; empty for the core's.
  var group: String {
    apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : ""
  }

  /// The singular with its group, as names are printed: `deployment.apps`.
  package var qualifiedName: String { group.isEmpty ? singular : "\(singular).\(group)" }

  /// The plural with its group, as messages have it: `deployments.apps`.
  package var qualifiedPlural: String { group.isEmpty ? plural : "\(plural).\(group)" }

  /// Every name that an argument may have for the kind.
  var names: [String] {
    [plural, singular] + shortNames
      + (group.isEmpty ? [] : [qualifiedName, "\(plural).\(group)"])
  }

  /// The kind as an argument with version and group means it, such as `hpa.v1.autoscaling`; nil if
  /// the argument does not mean it.
  func meant(by text: String) -> APIResource? {
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, ([plural, singular] + shortNames).contains(parts[0]) else { return nil }
    var resource = self
    if let olderForm, parts[1] == Self.suffix(olderForm.apiVersion) {
      resource.isOlderFormMeant = true
    } else if group.isEmpty || parts[1] != Self.suffix(apiVersion) {
      return nil
    }
    return resource
  }

  /// A version of the API as it stands behind the name of a kind.
  private static func suffix(_ apiVersion: String) -> String {
    apiVersion.split(separator: "/").reversed().joined(separator: ".")
  }

  /// An object in the version that is asked for.
  func written(_ object: APIField) -> SyntaxValue {
    guard isOlderFormMeant, let olderForm, object.apiVersion.text == apiVersion else {
      return object.content
    }
    return olderForm.form(of: object)
  }
}

extension APIResource: Hashable {
  /// Whether two kinds are one.
  package static func == (a: Self, b: Self) -> Bool { a.kind == b.kind }

  /// Feeds the kind's name into `hasher`.
  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}
