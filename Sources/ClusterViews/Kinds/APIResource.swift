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

  init(
    _ kind: String, _ plural: String, _ shortNames: [String] = [], in apiVersion: String,
    isNamespaced: Bool = true, isInAll: Bool = false, _ table: any ObjectTable.Type,
    _ description: (any ObjectDescription.Type)? = nil
  ) {
    self.kind = kind
    self.plural = plural
    self.shortNames = shortNames
    self.apiVersion = apiVersion
    self.isNamespaced = isNamespaced
    self.isInAll = isInAll
    self.table = table
    self.description = description
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
}

extension APIResource: Hashable {
  /// Whether two kinds are one.
  package static func == (a: Self, b: Self) -> Bool { a.kind == b.kind }

  /// Feeds the kind's name into `hasher`.
  package func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}
