import Foundation
import TestSupport
import Testing

@testable import wavetank

/// Every bundled scenario leaves exactly the report that is committed under Reports/.
///
/// The same bytes must come from debug and release builds, from every machine and from any order of
/// runs: whoever runs a bundled scenario and sees no change in the working tree has checked it too.
/// `RECORD_GOLDEN=1` writes the reports anew, and fails.
@Suite struct BundledReportsTests {
  private static var scenarios: [String] {
    FileTree.files(below: PackageFolder.url.appending(path: "Scenarios"))
      .filter {
        $0.pathExtension == "yaml"
          && $0.deletingLastPathComponent().lastPathComponent == "Scenarios"
      }
      .map { $0.deletingPathExtension().lastPathComponent }
      .sorted()
  }

  @Test func everyReportHasItsScenario() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: PackageFolder.url.appending(path: "Reports").path)
    #expect(folders.filter { !$0.hasPrefix(".") }.sorted() == Self.scenarios)
  }

  @Test(arguments: scenarios)
  func reportEqualsTheCommittedOne(scenario: String) throws {
    let committed = PackageFolder.url.appending(path: "Reports/\(scenario)")
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
    let folder =
      isRecording
      ? committed
      : FileManager.default.temporaryDirectory.appending(
        path: "wavetank-\(ProcessInfo.processInfo.processIdentifier)/\(scenario)")
    defer { if !isRecording { try? FileManager.default.removeItem(at: folder) } }
    let file = PackageFolder.url.appending(path: "Scenarios/\(scenario).yaml").path
    let exit = Program.run(
      ["run", file, "--output", folder.path, "--quiet", "--no-html"], Terminal())
    #expect(exit == .done)
    #expect(!isRecording, "the report was written anew: look at the difference and commit it")
    // Whoever has run a scenario has its page there too, which is not committed.
    let names = try FileManager.default.contentsOfDirectory(atPath: committed.path).sorted()
      .filter { $0 != "report.html" }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
    for name in names {
      let expected = try Data(contentsOf: committed.appending(path: name))
      let found = try Data(contentsOf: folder.appending(path: name))
      #expect(found == expected, "\(scenario)/\(name): \(Self.firstDifference(found, expected))")
    }
  }

  /// The first line in which two texts differ.
  private static func firstDifference(_ found: Data, _ expected: Data) -> String {
    let pairs = zip(found.split(separator: 10), expected.split(separator: 10)).enumerated()
    for (row, pair) in pairs where pair.0 != pair.1 {
      return "line \(row + 1): found \(String(decoding: pair.0, as: UTF8.self)), "
        + "expected \(String(decoding: pair.1, as: UTF8.self))"
    }
    return "one ends before the other"
  }
}
