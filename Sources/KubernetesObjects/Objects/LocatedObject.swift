import StructuredText

/// An object, and where it was read.
public struct LocatedObject: Sendable {
  /// The version of the API in which it was written, which decides its defaults.
  public let apiVersion: APIVersion
  public var object: any APIObject
  /// Where it was read.
  public let node: SyntaxNode
  /// The ways to the fields that its type does not know, from the object's root.
  public internal(set) var unknownFields: [FieldPath] = []
  /// The ways to the fields that were meant by these; they are missing only as they are misspelt.
  var intendedFields: [FieldPath] = []

  /// `object`, read from `node` in `apiVersion`.
  public init(apiVersion: APIVersion, object: any APIObject, node: SyntaxNode) {
    self.apiVersion = apiVersion
    self.object = object
    self.node = node
  }

  /// The object's kind.
  public var kind: ObjectKind { object.kind }

  /// The object's name, labels and owners; nil for the scheduler's files, which have none.
  public var metadata: ObjectMeta? { (object as? any StoredObject)?.metadata }

  /// Fills in what the API server fills in for an object of this version.
  public mutating func applyDefaults() { object.applyDefaults(in: apiVersion) }

  /// Everything for which the API server would refuse the object, each with its place in the text.
  ///
  /// An issue of a field that is not written has the place of the nearest one around it. After a
  /// hundred issues the rest is only counted: finding their places would take long.
  public var validationDiagnostics: [Diagnostic] {
    let misspelt = Set(intendedFields)
    let issues = object.validationIssues.filter { issue in
      !misspelt.contains(issue.path) && !(issue.other.map(misspelt.contains) ?? false)
    }
    let limit = 100
    var diagnostics = issues.prefix(limit).map { issue in
      issue.path.locate(below: node).diagnostic(.error, issue.description)
    }
    if issues.count > limit {
      diagnostics.append(
        node.diagnostic(.error, "\(issues.count - limit) further problems of this object"))
    }
    return diagnostics
  }
}
