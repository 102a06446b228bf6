import Testing

/// Comments that let a line break a rule.
struct AllowanceTests {
  private static func findings(_ source: String) -> [String] {
    TidyReport.findings(
      in: SourceTree(["Sources/A/B.swift": source]), rules: [BannedNameRule.self]
    ).map(\.description)
  }

  private static let broken = "Sources/A/B.swift:2: 'fatalError(': throw for what a user can cause,"

  @Test func withoutOneTheFindingStands() throws {
    let finding = try #require(Self.findings("\nfatalError()").first)
    #expect(finding.hasPrefix(Self.broken))
  }

  @Test(arguments: [
    "// tidy allows BannedName: nobody can reach it.\nfatalError()",
    "\nfatalError()  // tidy allows BannedName: nobody can reach it.",
  ])
  func oneWithAReasonCoversItsLineAndTheNext(source: String) {
    #expect(Self.findings(source).isEmpty)
  }

  @Test func oneWithoutAReasonIsAFinding() {
    let expected = "Sources/A/B.swift:1: an allowance gives its reason after a colon"
    #expect(Self.findings("// tidy allows BannedName\nfatalError()") == [expected])
  }

  @Test func oneThatNothingNeedsIsAFinding() {
    let expected = "Sources/A/B.swift:1: nothing here breaks BannedName: remove the allowance"
    #expect(Self.findings("// tidy allows BannedName: why not.\nwork()") == [expected])
  }

  @Test func oneOfAnotherRuleCoversNothing() {
    let found = Self.findings("// tidy allows Leftovers: why not.\nfatalError()")
    #expect(found.count == 2)
    #expect(found.first == "Sources/A/B.swift:1: there is no rule 'Leftovers'")
  }
}
