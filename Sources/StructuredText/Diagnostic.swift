/// A problem in an input, with the place to look at.
///
/// Its description is the one line that a person reads: `file:line:column: error: message`.
public struct Diagnostic: Hashable, Error, Sendable, CustomStringConvertible {
  /// How bad the problem is.
  public enum Severity: String, Sendable {
    /// The input cannot be used.
    case error
    /// The input can be used, though perhaps not as its author meant.
    case warning
  }

  /// How bad the problem is.
  public let severity: Severity
  /// The name of the input, as its reader was told.
  public let file: String
  /// Where in the input; nil for a problem of the input as a whole.
  public let location: SourceLocation?
  /// What is wrong, what was expected and, where there is one, a suggestion.
  public let message: String

  /// A problem of `severity` at `location` of `file`.
  ///
  /// A message often cites the input: control characters in it are escaped, so that it stays one
  /// line.
  public init(
    _ severity: Severity, file: String, location: SourceLocation?, message: String
  ) {
    self.severity = severity
    self.file = file
    self.location = location
    self.message = message.controlsEscaped
  }

  /// `file:line:column: error: message`, or `file: error: message` without a place.
  public var description: String {
    let place = location.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(file.controlsEscaped)\(place): \(severity.rawValue): \(message)"
  }
}

/// Every problem found in one input, in the order of their places.
public struct DiagnosticList: Error, Sendable, CustomStringConvertible {
  /// The problems; never empty.
  public let diagnostics: [Diagnostic]

  /// The problems of one input; `diagnostics` must not be empty.
  public init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a list of problems has at least one")
    self.diagnostics = diagnostics
  }

  /// One line a problem.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
