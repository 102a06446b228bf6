import Foundation
import TestSupport
import Testing

@testable import wavetank

/// `wavetank explain` and `run --decisions`, by their exit codes.
@Suite struct ExplainTests {
  private static let scenario = PackageFolder.url.appending(
    path: "Scenarios/resource-exhaustion.yaml"
  ).path

  @Test(arguments: [
    (["--pod", "giant", "--format", "csv"], ExitCode.done),
    (["--pod", "default/giant", "--at", "4m", "--format=json"], .done),
    (["--pod", "giant", "--at", "0s"], .done), (["--pod", "gaint"], .badInput),
    (["--pod", "other/giant"], .badInput), (["--pod", ""], .usage), ([], .usage),
    (["--pod", "giant", "--format", "xml"], .usage), (["--pod", "giant", "--at", "-1s"], .usage),
    (["--pod", "giant", "--at", "soon"], .usage), (["--pod", "giant", "--seed", "x"], .usage),
    (["--pod", "giant", "--set", "nothing=1"], .badInput),
  ])
  func endsWith(words: [String], code: ExitCode) {
    #expect(Program.run(["explain", Self.scenario] + words, Terminal()) == code)
  }

  @Test func aScenarioThatIsNotThereIsMissing() {
    #expect(Program.run(["explain", "/no.yaml", "--pod", "p"], Terminal()) == .inputMissing)
  }

  @Test func decisionsAreWrittenWhole() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "explain-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let words = ["run", Self.scenario, "--quiet", "--decisions", "--output", folder.path]
    #expect(Program.run(words, Terminal()) == .done)
    let committed = PackageFolder.url.appending(path: "Reports/resource-exhaustion")
    for name in try FileManager.default.contentsOfDirectory(atPath: committed.path) {
      #expect(
        try Data(contentsOf: folder.appending(path: name))
          == Data(contentsOf: committed.appending(path: name)), "\(name)")
    }
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "decisions.csv").path))
    #expect(Program.run(words + ["--output=/proc/no/where"], Terminal()) == .usage)
    #expect(
      Program.run(["run", Self.scenario, "--decisions", "--output", "/proc/x"], Terminal())
        == .cannotWrite)
  }
}
