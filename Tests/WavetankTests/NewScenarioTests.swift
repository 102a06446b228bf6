import Foundation
import ScenarioFiles
import Testing

@testable import wavetank

/// The scenario to start from.
@Suite struct NewScenarioTests {
  @Test func newScenarioChecksClean() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "wavetank-new-\(ProcessInfo.processInfo.globallyUniqueString).yaml")
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(NewCommand.text(named: "first").utf8).write(to: url)
    let scenario = try Scenario.read(url.path)
    #expect(scenario.warnings.isEmpty)
    #expect(scenario.configuration.name == "first")
  }
}
