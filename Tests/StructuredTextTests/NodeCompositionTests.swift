import StructuredText
import Testing

/// Nodes made of nodes of several inputs.
@Suite struct NodeCompositionTests {
  private func read(_ text: String, _ file: String) throws -> SyntaxNode {
    try #require(try YAMLReader.read(Array(text.utf8), file: file).first)
  }

  @Test func membersKeepTheirPlacesAndAreFoundByKey() throws {
    let lower = try read("a: 1\nb: {c: 2}\n", "lower.yaml")
    let upper = try read("# first\nd: [3, 4]\n", "upper.yaml")
    let made = lower.mapping(of: Array(lower.members) + Array(upper.members))
    #expect(made.kind == .mapping && made.count == 3)
    #expect(made.members.map(\.key.text) == ["a", "b", "d"])
    #expect(made["b"]?["c"]?.text == "2" && made["x"] == nil)
    #expect(made["d"]?.file == "upper.yaml")
    #expect(made["d"]?.location == SourceLocation(line: 2, column: 4))
    #expect(made.file == "lower.yaml" && made.location == SourceLocation(line: 1, column: 1))
    let again = upper.sequence(of: [made, made])
    #expect(again.kind == .sequence && again.elements.map(\.count) == [3, 3])
    #expect(again.elements.first?["d"]?.elements.map(\.text) == ["3", "4"])
  }
}
