import Testing

/// `wavetank schema`.
@Suite struct SchemaCommandTests {
  @Test func `the schema is written as JSON`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run("schema")
    #expect(outcome.code == 0 && outcome.problems.isEmpty)
    #expect(
      outcome.output.hasPrefix("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\""))
    #expect(try shell.run("schema", "x").code == 64)
  }
}
