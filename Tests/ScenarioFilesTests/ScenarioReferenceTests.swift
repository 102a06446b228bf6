import Foundation
import ScenarioFiles
import TestSupport
import Testing

@Suite struct ScenarioReferenceTests {
  @Test func `the committed reference is what the tables say`() {
    let page = "Sources/ScenarioFiles/ScenarioFiles.docc/ScenarioReference.md"
    GoldenFile(at: PackageFolder.url.appending(path: page)).expect(ScenarioReference.text)
  }
}
