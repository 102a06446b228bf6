/// The package's own folder holds what a visitor expects, and nothing else.
struct TopLevelRule: TidyRule {
  static let name = "TopLevel"

  private static let expected: Set = [
    ".ci", ".github", ".gitignore", ".spi.yml", ".swift-format", "ARCHITECTURE.md", "Benchmarks",
    "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "LICENSE", "Package.swift",
    "README.md", "Reports", "SECURITY.md", "Scenarios", "Sources", "Tests",
  ]

  /// What tools put there: .gitignore keeps these out of commits.
  private static let generated: Set = [".git", ".swiftpm", ".DS_Store", "Package.resolved"]

  func findings(in tree: SourceTree) -> [Finding] {
    tree.topLevel.filter { !isInOrder($0) }.map {
      Finding(path: $0, line: 0, message: "does not belong in the package's own folder")
    }
  }

  private func isInOrder(_ name: String) -> Bool {
    Self.expected.contains(name) || Self.generated.contains(name) || name == ".build"
      || name.hasPrefix(".build-") || name.hasPrefix(".build_") || name.hasSuffix(".xcodeproj")
  }
}
