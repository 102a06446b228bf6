/// A kind of object: what it is called, where the API has it, and what it means here.
public struct ObjectKind: Hashable, Sendable {
  /// What becomes of the objects of a kind.
  public enum Role: Sendable {
    /// They take part.
    case simulated
    /// They are kept for the objects that name them.
    case stored
    /// They change nothing that is simulated, and nobody would expect them to.
    case withoutEffect
    /// They would do something, which the simulation does not do.
    case unsupported
    /// They are a scheduler's files rather than objects with a name.
    case configuration
  }

  /// The name, as in manifests.
  public let name: String
  /// What it was called in an earlier version.
  public let formerName: String?
  /// The API versions that have the kind, the present one first.
  ///
  /// Source: the API references of Kubernetes v1.2 to v1.34.
  public let apiVersions: [String]
  /// Whether objects of the kind live in a namespace.
  public let isNamespaced: Bool
  /// What becomes of the objects.
  public let role: Role

  /// The kind `name`, which `apiVersions` have, the present one first.
  public init(
    _ name: String, formerly formerName: String? = nil, in apiVersions: [String],
    isNamespaced: Bool = true, role: Role
  ) {
    precondition(!apiVersions.isEmpty, "a kind belongs to an API")
    self.name = name
    self.formerName = formerName
    self.apiVersions = apiVersions
    self.isNamespaced = isNamespaced
    self.role = role
  }

  /// The version in which objects are written today.
  public var presentVersion: APIVersion { APIVersion(text: apiVersions[0]) }
}
