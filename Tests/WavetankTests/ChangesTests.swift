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

  @Test func `a change log replaces neither what is read nor the folder of reports`() throws {
    let head = "apiVersion: wavetank/v1\nkind: Scenario\nmetadata: {name: one}\nspec:\n"
    let shell = try Shell([
      "in/one.yaml": head + "  include: [part.yaml]\n",
      "in/part.yaml": head + "  duration: 1m\n  nodePools: [{name: a, count: 1, "
        + "template: {status: {capacity: {cpu: 1}}}}]\n",
    ])
    defer { shell.remove() }
    for path in ["in/one.yaml", "in/part.yaml", "./in/../in/one.yaml"] {
      let outcome = try shell.run("run", "in/one.yaml", "-o", "out", "-q", "--changes", path)
      #expect(outcome.code == ExitCode.cannotWrite.rawValue)
      #expect(outcome.problems.contains("it is read by the run and would be lost"))
    }
    for path in ["out/log.jsonl", "./out//log.jsonl"] {
      let outcome = try shell.run("run", "in/one.yaml", "-o", "out", "-q", "--changes", path)
      #expect(outcome.code == ExitCode.cannotWrite.rawValue)
      #expect(outcome.problems.contains("choose a file outside of it"))
    }
    #expect(try shell.names == ["in"])
  }

  @Test func `a link to a change log stays, and a device is written to`() throws {
    let scenario = Self.folder("Histories").appending(path: "\(Self.histories[0]).yaml").path
    let shell = try Shell(["log.jsonl": ""])
    defer { shell.remove() }
    let link = shell.folder.appending(path: "link").path
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "log.jsonl")
    let run = ["run", scenario, "--output", "out", "--quiet", "--changes"]
    #expect(try shell.run(run + ["link"]).code == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "log.jsonl")
    #expect(
      try String(contentsOf: shell.folder.appending(path: "log.jsonl"), encoding: .utf8)
        .contains("\n"))
    #expect(try shell.run(run + ["/dev/null"]).code == 0)
    #if os(Linux)
      let full = try shell.run(run + ["/dev/full"])
      #expect(full.code == ExitCode.cannotWrite.rawValue)
      #expect(full.problems.contains("cannot write '/dev/full': No space left on device"))
    #endif
  }

  @Test func `a change log is that of one scenario`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run("run", "a.yaml", "b.yaml", "--changes", "log.jsonl")
    #expect(outcome.code == ExitCode.usage.rawValue)
    #expect(outcome.problems.contains("--changes is about one scenario, found 2"))
  }
}
