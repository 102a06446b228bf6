/// Why a report could not be written; nothing of it is left behind.
public struct ReportWritingError: Error, Hashable, CustomStringConvertible {
  /// What could not be written.
  public let path: String
  /// Why, in the words of the system or with advice.
  public let reason: String

  init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// One line for the person who asked for the report.
  public var description: String { "cannot write '\(path)': \(reason)" }
}
