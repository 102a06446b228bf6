import Testing

struct ImportRuleTests {
  static let package = """
    let modules: [(name: String, imports: [String])] = [
      ("Engine", []),
      ("Text", []),
      (
        "Objects",
        ["Text"]
      ),
      ("Reports", ["Objects"]),
    ]
    let tests = [("EngineTests", ["Engine"])]
    """
  static let architecture = """
    # Architecture

    | level | module | imports | what lives there |
    | --- | --- | --- | --- |
    | 0 | `Engine` | – | time |
    | 0 | `Text` | – | YAML |
    | 1 | `Objects` | `Text` | pods |
    | 6 | `Reports` | `Objects` | CSV |
    """

  /// The tree that keeps the rule, with some files changed.
  static func tree(
    package: String = package, architecture: String = architecture,
    _ changes: [String: String] = [:]
  ) -> [String: String] {
    let sound = [
      "Package.swift": "\n" + package,
      "ARCHITECTURE.md": architecture,
      "Sources/Engine/Queue.swift": "struct Queue {}",
      "Sources/Text/Tree.swift": "// import Objects\nlet text = \"import Objects\"",
      "Sources/Objects/Pod.swift": "internal import Text\n",
      "Sources/Reports/Table.swift": "import Foundation\n@testable import Objects\n",
    ]
    return sound.merging(changes) { $1 }
  }

  static let levels = architecture.replacing("| 1 | `Objects`", with: "| 0 | `Objects`")
  static let otherImports = architecture.replacing(
    "| 0 | `Text` | –", with: "| 0 | `Text` | `Engine`")

  @Test(arguments: [
    RuleCase("all agree", tree(), []),
    RuleCase(
      "an import beyond the row", tree(["Sources/Engine/Clock.swift": "\nimport Text"]),
      ["Sources/Engine/Clock.swift:2"]),
    RuleCase(
      "an import of one declaration",
      tree(["Sources/Engine/Clock.swift": "import struct Text.Tree"]),
      ["Sources/Engine/Clock.swift:1"]),
    RuleCase(
      "Foundation in a core module", tree(["Sources/Text/File.swift": "import Foundation"]),
      ["Sources/Text/File.swift:1"]),
    RuleCase(
      "a row that nothing needs", tree(["Sources/Objects/Pod.swift": ""]), ["Package.swift:5"]),
    RuleCase(
      "a folder without a row", tree(["Sources/Extra/A.swift": ""]), ["Sources/Extra"]),
    RuleCase(
      "a neighbour", tree(architecture: levels), ["ARCHITECTURE.md:7"]),
    RuleCase(
      "tables that differ", tree(architecture: otherImports),
      ["ARCHITECTURE.md:6", "ARCHITECTURE.md:6"]),
    RuleCase(
      "a module only in the manifest",
      tree(architecture: architecture.replacing("| 6 | `Reports`", with: "| `Reports`")),
      ["Package.swift:9", "Sources/Reports/Table.swift:1"]),
    RuleCase(
      "a module only in the picture",
      tree(architecture: architecture + "\n| 2 | `State` | – | – |"),
      ["ARCHITECTURE.md:9"]),
    RuleCase(
      "a row without a folder",
      tree(
        package: package.replacing("(\"Text\"", with: "(\"State\", []),\n  (\"Text\""),
        architecture: architecture + "\n| 2 | `State` | – | – |"),
      ["Package.swift:4"]),
  ])
  func trees(test: RuleCase) { test.check(ImportRule.self) }
}
