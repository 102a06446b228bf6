import TestSupport
import Testing

/// The source tree checks itself.
struct TidyTests {
  private static let tree = Result { try SourceTree(at: PackageFolder.url) }

  @Test func theTreeKeepsEveryRule() throws {
    for finding in TidyReport.findings(in: try Self.tree.get()) {
      // The issue lies where the finding is, so that an editor leads there.
      let place = SourceLocation(
        fileID: "wavetank/\(finding.path)",
        filePath: PackageFolder.url.appending(path: finding.path).path,
        line: max(finding.line, 1), column: 1)
      Issue.record(Comment(rawValue: finding.description), sourceLocation: place)
    }
  }

  /// An empty tree keeps every rule, so the one above must be known to hold something.
  @Test func theTreeIsFound() throws {
    let tree = try Self.tree.get()
    #expect(tree.file("Package.swift") != nil)
    #expect(tree.file("Tests/TidyTests/TidyTests.swift") != nil)
    #expect(tree.file(".ci/run") != nil)
    #expect(!tree.swiftFiles(below: ["Sources"]).isEmpty)
    #expect(!ModuleTable.ofPackage(tree).isEmpty)
  }

  @Test func everyRuleHasANameOfItsOwn() {
    #expect(Set(tidyRules.map { $0.name }).count == tidyRules.count)
  }
}
