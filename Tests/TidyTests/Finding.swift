/// One place that breaks a rule of the house; printed as `path:line: finding`.
struct Finding: Hashable, Comparable, CustomStringConvertible {
  /// The path from the package's folder.
  let path: String
  /// The line, counted from 1; 0 for the file as a whole.
  let line: Int
  /// What is wrong, and what would be right.
  let message: String

  var description: String { line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)" }

  static func < (a: Self, b: Self) -> Bool {
    (a.path, a.line, a.message) < (b.path, b.line, b.message)
  }
}
