import Foundation
import TestSupport
import Testing

@testable import wavetank

/// `wavetank run --changes`: the change log of a run, whole or not at all.
@Suite struct ChangesTests {
  /// Scenarios that follow recorded histories of a real control plane, with their change logs.
  private static let histories = ["replica-set-scale-down", "node-dies-and-returns"]

  private static func folder(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
  }

  @Test(arguments: histories)
  func `the change log of a scenario stays what it is`(name: String) throws {
    let shell = try Shell()
    defer { shell.remove() }
    let output = shell.folder.appending(path: "changes.jsonl")
    let scenario = Self.folder("Histories").appending(path: "\(name).yaml").path
    let code = Program.run(
      [
        "run", scenario, "--output", shell.folder.appending(path: "report").path, "--quiet",
        "--changes", output.path,
      ], Terminal())
    #expect(code == .done)
    GoldenFile("\(name).jsonl").expect(try String(contentsOf: output, encoding: .utf8))
  }

  @Test func `a change log that cannot be written leaves nothing behind`() throws {
    let scenario = Self.folder("Histories").appending(path: "\(Self.histories[0]).yaml").path
    let shell = try Shell(["taken/file": ""])
    defer { shell.remove() }
    let outcome = try shell.run("run", scenario, "--quiet", "--changes", "taken")
    #expect(outcome.code == ExitCode.cannotWrite.rawValue)
    #expect(outcome.problems.contains("cannot write 'taken': it is a folder and not a file"))
    #expect(try shell.names == ["taken"])
    #expect(try shell.run("run", scenario, "--quiet", "--changes", "-").code == 64)
    let missing = try shell.run("run", scenario, "--quiet", "--changes", "nowhere/log.jsonl")
    #expect(missing.code == ExitCode.cannotWrite.rawValue)
    #expect(try shell.names == ["taken"])
  }

  @Test func `a change log is that of one scenario`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run("run", "a.yaml", "b.yaml", "--changes", "log.jsonl")
    #expect(outcome.code == ExitCode.usage.rawValue)
    #expect(outcome.problems.contains("--changes is about one scenario, found 2"))
  }
}
