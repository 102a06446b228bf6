import TestSupport
import Testing

/// The recipes of CONTRIBUTING.md name files that are there.
struct RecipeTests {
  private static let recipes = [
    "A plugin", "A controller", "An object kind", "A verb of the timeline", "A metric",
    "A report table", "A setting", "A trace format",
  ]

  /// The back-quoted paths of a text that begin in a folder of the package, with a line each;
  /// those with a placeholder in angle brackets are left out.
  private static func paths(in lines: [Substring]) -> [(path: String, line: Int)] {
    var paths: [(path: String, line: Int)] = []
    for (index, line) in lines.enumerated() {
      let parts = line.split(separator: "`", omittingEmptySubsequences: false)
      // Odd parts stand between back-quotes.
      for number in parts.indices where !number.isMultiple(of: 2) {
        let path = parts[number]
        let isPath = folders.contains { path.hasPrefix($0) } && !path.contains("<")
        guard isPath else { continue }
        paths.append((String(path.hasSuffix("/") ? path.dropLast() : path), index + 1))
      }
    }
    return paths
  }

  private static let folders = ["Sources/", "Tests/", "Benchmarks/"]

  @Test func everyRecipeIsThereAndNamesFilesThatAre() throws {
    let tree = try SourceTree(at: PackageFolder.url)
    let file = try #require(tree.file("CONTRIBUTING.md"))
    let headings = MarkdownText(file).headings
    let lines = String(decoding: file.text, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for recipe in Self.recipes {
      let heading = try #require(headings.first { $0.text == recipe }, "no recipe '\(recipe)'")
      let end = headings.first { $0.line > heading.line }?.line ?? lines.count + 1
      let paths = Self.paths(in: Array(lines[heading.line..<end - 1]))
      #expect(paths.count >= 2, "the recipe '\(recipe)' names no files")
    }
    for (path, line) in Self.paths(in: lines) {
      #expect(tree.paths.contains(path), "CONTRIBUTING.md:\(line): \(path) is not there")
    }
  }
}
