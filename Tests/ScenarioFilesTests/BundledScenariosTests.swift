import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// The scenarios that come with the program.
@Suite struct BundledScenariosTests {
  private static let folder = PackageFolder.url.appending(path: "Scenarios")

  static let names = FileTree.files(below: folder)
    .filter { $0.deletingLastPathComponent().lastPathComponent == "Scenarios" }
    .map(\.lastPathComponent)

  @Test func thereIsSomethingToTeach() { #expect(Self.names.count >= 16) }

  @Test(arguments: names)
  func scenarioChecksClean(name: String) throws {
    let path = Self.folder.appending(path: name).path
    do throws(ScenarioFailure) {
      let scenario = try Scenario.read(path)
      #expect(scenario.configuration.name + ".yaml" == name)
      // The one warning is part of its lesson.
      let expected = name == "resource-exhaustion.yaml" ? 1 : 0
      #expect(scenario.warnings.count == expected, "\(scenario.warnings)")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(arguments: names)
  func scenarioOpensWithItsLesson(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let comments = text.split(separator: "\n").prefix { $0.hasPrefix("#") }
    #expect(comments.count >= 4)
    #expect(comments.contains { $0.contains("Look at") })
  }
}
