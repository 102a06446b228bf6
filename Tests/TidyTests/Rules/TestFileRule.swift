/// Every plugin, controller and tidy rule has its test file: `Name.swift` has `NameTests.swift`.
struct TestFileRule: TidyRule {
  static let name = "TestFile"

  /// The folders of the scheduler's plugins and of what they share.
  private static let pluginFolders = [
    "Sources/Scheduling/Plugins/", "Sources/Scheduling/Classic/Predicates/",
    "Sources/Scheduling/Classic/Priorities/",
  ]

  func findings(in tree: SourceTree) -> [Finding] {
    let names = Set(tree.swiftFiles(below: ["Tests"]).map(\.name))
    return tree.files.filter { needsTests($0) && !names.contains($0.name + "Tests") }.map {
      Finding(path: $0.path, line: 0, message: "has no test file '\($0.name)Tests.swift'")
    }
  }

  /// A file `Type+Concern.swift` is tested with its type.
  private func needsTests(_ file: SourceFile) -> Bool {
    guard file.isSwift, !file.name.contains("+") else { return false }
    if Self.pluginFolders.contains(where: file.path.hasPrefix) {
      return file.name.hasSuffix("Registry") || declaresPlugin(file)
    }
    return isController(file)
      || file.path.hasPrefix("Tests/TidyTests/Rules/")
  }

  /// Whether the file holds a controller; the protocol of that name is none.
  private func isController(_ file: SourceFile) -> Bool {
    file.path.hasPrefix("Sources/Controllers/") && file.name.hasSuffix("Controller")
      && file.name != "Controller"
  }

  /// Whether a type of the file conforms to one of the plugins' protocols.
  private func declaresPlugin(_ file: SourceFile) -> Bool {
    ["FilterPlugin", "ScorePlugin"].contains { plugin in
      file.codeWords(plugin).contains { offset in
        let line = file.text(ofLine: file.line(at: offset), in: file.code)
        return ["struct ", "enum ", "class ", "extension "].contains { line.contains($0) }
      }
    }
  }
}
