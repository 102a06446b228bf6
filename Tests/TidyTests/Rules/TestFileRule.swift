/// Every plugin, controller and tidy rule has its test file: `Name.swift` has `NameTests.swift`.
struct TestFileRule: TidyRule {
  static let name = "TestFile"

  /// Where such files lie, and what their names end in.
  private static let places: [(folder: String, ending: String)] = [
    ("Sources/Scheduling/Plugins/", ""),
    ("Sources/Scheduling/Classic/Predicates/", ""),
    ("Sources/Scheduling/Classic/Priorities/", ""),
    ("Sources/Controllers/", "Controller"),
    ("Tests/TidyTests/Rules/", ""),
  ]

  func findings(in tree: SourceTree) -> [Finding] {
    let names = Set(tree.swiftFiles(below: ["Tests"]).map(\.name))
    return tree.files.filter { needsTests($0) && !names.contains($0.name + "Tests") }.map {
      Finding(path: $0.path, line: 0, message: "has no test file '\($0.name)Tests.swift'")
    }
  }

  /// A file `Type+Concern.swift` is tested with its type.
  private func needsTests(_ file: SourceFile) -> Bool {
    file.isSwift && !file.name.contains("+")
      && Self.places.contains {
        file.path.hasPrefix($0.folder) && file.name.hasSuffix($0.ending)
      }
  }
}
