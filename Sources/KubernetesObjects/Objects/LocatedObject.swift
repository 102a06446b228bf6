import StructuredText

/// An object, and where it was read.
public struct LocatedObject: Sendable {
  /// The version of the API in which it was written, which decides its defaults.
  public let apiVersion: APIVersion
  /// Its kind.
  public let kind: ObjectKind
  /// The object.
  public var object: KubernetesObject
  /// Where it was read.
  public let node: SyntaxNode

  /// `object` of `kind`, read from `node` in `apiVersion`.
  public init(
    apiVersion: APIVersion, kind: ObjectKind, object: KubernetesObject, node: SyntaxNode
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.object = object
    self.node = node
  }
}
