import Foundation
import TestSupport
import Testing

@testable import wavetank

/// `wavetank decide`: where its lines come from, and how it ends.
@Suite struct DecideTests {
  private static let cases = PackageFolder.url.appending(path: "Tests/DecisionCasesTests/Cases")

  /// A file with `text` for the time of `body`.
  private static func with(_ text: String, _ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "decide-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(text.utf8).write(to: url)
    try body(url.path)
  }

  private static func lines(_ path: String, limit: Int) throws -> [String] {
    var input = try InputLines(path, limit: limit)
    var lines: [String] = []
    while let line = try input.next() {
      switch line {
      case .whole(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: lines.append("(too long)")
      }
    }
    return lines
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]), ("\n", [""]),
    ("0123456789\nb\n", ["(too long)", "b"]), ("a\n0123456789", ["a", "(too long)"]),
  ])
  func inputIsTakenApartIntoLines(text: String, lines: [String]) throws {
    try Self.with(text) { path in
      let found = try Self.lines(path, limit: 8)
      #expect(found == lines)
    }
  }

  @Test func linesAreFoundAcrossPieces() throws {
    let long = String(repeating: "x", count: 3 << 20)
    try Self.with("a\n\(long)\nb") { path in
      let whole = try Self.lines(path, limit: 4 << 20)
      #expect(whole == ["a", long, "b"])
      let short = try Self.lines(path, limit: 1 << 20)
      #expect(short == ["a", "(too long)", "b"])
    }
  }

  @Test(arguments: ["v1.36", "v1.34", "v1.20", "v1.2"])
  func everyEraEndsAlike(era: String) throws {
    let terminal = Terminal()
    func decide(_ file: String) -> ExitCode {
      Program.run(["decide", "--era", era, file], terminal)
    }
    let text = try String(
      contentsOf: Self.cases.appending(path: "\(era).in.jsonl"), encoding: .utf8)
    let first = text.split(separator: "\n")[0]
    try Self.with("\(first)\n") { #expect(decide($0) == .done) }
    try Self.with("\(first)\nbroken\n\(first)") { #expect(decide($0) == .badInput) }
    try Self.with("") { #expect(decide($0) == .done) }
    try Self.with("\n \r\n") { #expect(decide($0) == .done) }
    #expect(decide("/no/such/file") == .inputMissing)
    #expect(decide("/tmp") == .inputMissing)
  }

  @Test(arguments: [
    ("v1.36", "TaintTolerationComparisonOperators=true,OpportunisticBatching=false", ExitCode.done),
    ("v1.36", "TaintTolerationComparison=true", .usage), ("v1.36", "NodeDeclaredFeatures", .usage),
    ("v1.36", "OpportunisticBatching=true,OpportunisticBatching=false", .usage),
    ("v1.34", "NodeDeclaredFeatures=false", .usage), ("v1.2", "NodeDeclaredFeatures=false", .usage),
  ])
  func featureGatesAreKnownByVersion(era: String, gates: String, expected: ExitCode) throws {
    try Self.with("") { file in
      let exit = Program.run(
        ["decide", "--era", era, "--feature-gates", gates, file], Terminal())
      #expect(exit == expected)
    }
  }

  @Test func theEraIsRequired() {
    #expect(Program.run(["decide"], Terminal()) == .usage)
    #expect(Program.run(["decide", "--era", "v1.3", "-"], Terminal()) == .usage)
  }
}
