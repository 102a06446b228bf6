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
    (["--pod", "giant", "--at", "20h"], .badInput),
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

  @Test func decisionsAreWrittenBesideTheSameReport() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "explain-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (plain, explained) = (folder.appending(path: "plain"), folder.appending(path: "explained"))
    let words = ["run", Self.scenario, "--quiet", "--output"]
    #expect(Program.run(words + [plain.path], Terminal()) == .done)
    #expect(Program.run(words + [explained.path, "--decisions"], Terminal()) == .done)
    var names = try FileManager.default.contentsOfDirectory(atPath: plain.path)
    for name in names {
      #expect(
        try Data(contentsOf: explained.appending(path: name))
          == Data(contentsOf: plain.appending(path: name)), "\(name)")
    }
    names.append("decisions.csv")
    let found = try FileManager.default.contentsOfDirectory(atPath: explained.path)
    #expect(found.sorted() == names.sorted())
    #expect(Program.run(words + ["/proc/x", "--decisions"], Terminal()) == .cannotWrite)
  }
}
