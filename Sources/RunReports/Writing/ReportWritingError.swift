/// Why a report could not be written; nothing of it is left behind.
package struct ReportWritingError: Error, Hashable, CustomStringConvertible {
  /// What could not be written.
  package let path: String
  /// Why, in the words of the system or with advice.
  package let reason: String

  /// `path` could not be written because of `reason`.
  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// One line for the person who asked for the report.
  package var description: String { "cannot write '\(path)': \(reason)" }
}
