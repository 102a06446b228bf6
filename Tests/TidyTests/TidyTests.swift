import TestSupport
import Testing

/// The source tree checks itself.
struct TidyTests {
  private static let tree = Result { try SourceTree(at: PackageFolder.url) }

  @Test func theTreeKeepsEveryRule() throws {
    let findings = TidyReport.findings(in: try Self.tree.get())
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
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
