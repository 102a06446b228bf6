import Foundation
import Testing

/// A committed file that holds what a test is expected to produce.
///
/// A missing file, or the environment variable `RECORD_GOLDEN=1`, writes the file *and fails the
/// test*, so that nobody records by accident.
public struct GoldenFile: Sendable {
  /// Where the file lies: in the folder `Golden` beside the test's source.
  public let url: URL
  private let isRecording: Bool

  /// The file `name` in the folder `Golden` beside the source file of the caller.
  public init(_ name: String, besides sourceFile: String = #filePath) {
    self.init(
      at: URL(filePath: sourceFile).deletingLastPathComponent().appending(path: "Golden/\(name)"))
  }

  /// The file at `url`.
  public init(
    at url: URL,
    isRecording: Bool = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
  ) {
    self.url = url
    self.isRecording = isRecording
  }

  /// Records a failure unless the file holds exactly `actual`; names the first line that differs.
  public func expect(_ actual: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    if let problem = check(actual) {
      Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation)
    }
  }

  /// What is wrong with `actual`, nil if it is what the file holds; writes the file as described.
  public func check(_ actual: String) -> String? {
    let bytes = Data(actual.utf8)
    guard let expected = try? Data(contentsOf: url) else { return write(bytes, "was missing") }
    if isRecording { return write(bytes, "was recorded anew") }
    if bytes == expected { return nil }
    let expectedLines = String(decoding: expected, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(expectedLines, actualLines).prefix { $0 == $1 }.count
    func text(_ lines: [Substring]) -> String {
      line < lines.count ? "'\(lines[line])'" : "nothing"
    }
    return """
      \(url.path):\(line + 1): expected \(text(expectedLines)), got \(text(actualLines)) \
      (RECORD_GOLDEN=1 records the new output)
      """
  }

  private func write(_ bytes: Data, _ reason: String) -> String {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url, options: .atomic)
      return "\(url.path) \(reason) and has been written; read it, then run the test again"
    } catch {
      return "\(url.path) \(reason) and cannot be written: \(error)"
    }
  }
}
