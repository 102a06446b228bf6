import Testing

/// `wavetank list`: the names of the references, one a line.
@Suite struct ListTests {
  @Test(arguments: [
    ("metrics", "METRIC", "availability"), ("columns", "COLUMN", "pods.csv: pod"),
    ("settings", "SETTING", "watchLatency"), ("verbs", "VERB", "cordon"),
    ("plugins", "PLUGIN", "NodeResourcesFit"), ("profiles", "PROFILE", "textbook"),
  ]) func `a topic is listed under a heading`(topic: String, heading: String, name: String) throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run("list", topic)
    #expect(outcome.code == 0 && outcome.problems.isEmpty)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix(heading) ?? false)
    #expect(lines.dropFirst().contains { $0 == name || $0.hasPrefix(name + " ") })
  }

  @Test func `another topic is refused`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run("list", "metric")
    #expect(outcome.code == 64 && outcome.problems.contains("did you mean metrics?"))
  }
}
