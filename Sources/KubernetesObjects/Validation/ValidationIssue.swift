/// Something for which the API server would refuse an object.
public struct ValidationIssue: Hashable, Sendable, CustomStringConvertible {
  /// The field to look at.
  public let path: FieldPath
  /// What is wrong with it and what was expected.
  public let message: String
  /// The field that must be what it is for the issue to be one; nil without.
  var other: FieldPath?

  /// That `message` is to be said of the field at `path`.
  public init(path: FieldPath, message: String) {
    self.path = path
    self.message = message
  }

  /// `path: message`.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}
