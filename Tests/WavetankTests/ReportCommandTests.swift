import Foundation
import TestSupport
import Testing

/// `wavetank report`: the page of a run made anew, and its charts.
@Suite struct ReportCommandTests {
  private static func path(_ name: String) -> String {
    PackageFolder.url.appending(path: "Scenarios/\(name).yaml").path
  }

  /// A folder that holds a scenario and, below it, the reports of a run with options.
  private static func reported() throws -> Shell {
    let shell = try Shell()
    try shell.write(
      String(contentsOf: URL(filePath: path("node-failure")), encoding: .utf8),
      to: "node-failure.yaml")
    let words = ["--seed", "7", "--set", "nodePools.worker.count=4", "-q", "-o", "runs/a"]
    _ = try shell.run(["run", "node-failure.yaml"] + words)
    return shell
  }

  @Test func `the page of a folder is the one that the run wrote`() throws {
    let shell = try Self.reported()
    defer { shell.remove() }
    let page = shell.folder.appending(path: "runs/a/report.html")
    let written = try Data(contentsOf: page)
    #expect(!written.isEmpty)
    try FileManager.default.removeItem(at: page)
    let outcome = try shell.run("report", "runs/a")
    #expect(outcome.code == 0 && outcome.problems.isEmpty)
    #expect(outcome.output == "Wrote runs/a/report.html.\n")
    #expect(try Data(contentsOf: page) == written)
  }

  @Test func `the page of a scenario lies in the folder where one is`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    #expect(try shell.run("report", Self.path("first-pod"), "--until", "30s").code == 0)
    #expect(try shell.run("report", Self.path("first-pod"), "-o", "b.html").code == 0)
    #expect(try shell.names == ["b.html", "first-pod.html"])
    let text = try String(
      contentsOf: shell.folder.appending(path: "first-pod.html"), encoding: .utf8)
    #expect(text.contains("--until 30s"))
  }

  @Test func `charts are written as pictures, and nothing else`() throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run("report", Self.path("zone-outage"), "--svg", "slides/a")
    #expect(outcome.code == 0)
    #expect(try shell.names == ["slides"])
    let names = try FileManager.default.contentsOfDirectory(
      atPath: shell.folder.appending(path: "slides/a").path)
    #expect(
      outcome.output.split(separator: "\n").map(String.init).sorted()
        == names.map { "slides/a/\($0)" }.sorted())
    #expect(names.contains("services-api.svg") && names.contains("story-incidents.svg"))
  }

  @Test func `a scenario that has changed since the run is refused`() throws {
    let shell = try Self.reported()
    defer { shell.remove() }
    let text = try String(contentsOf: URL(filePath: Self.path("node-failure")), encoding: .utf8)
    try shell.write(text + "# one more line\n", to: "node-failure.yaml")
    let outcome = try shell.run("report", "runs/a")
    #expect(outcome.code == 65)
    #expect(outcome.problems.contains("it has changed since the run"))
    try shell.write(text, to: "elsewhere.yaml")
    #expect(try shell.run("report", "runs/a", "--scenario", "elsewhere.yaml").code == 0)
  }

  @Test func `a folder whose tables are those of another program is refused`() throws {
    let shell = try Self.reported()
    defer { shell.remove() }
    let url = shell.folder.appending(path: "runs/a/summary.json")
    let text = try String(contentsOf: url, encoding: .utf8)
    let digest = try #require(text.firstMatch(of: /fnv1a64:[0-9a-f]{16}/))
    try shell.write(
      text.replacing(digest.output, with: "fnv1a64:0000000000000000"), to: "runs/a/summary.json")
    let outcome = try shell.run("report", "runs/a")
    #expect(outcome.code == 65)
    #expect(outcome.problems.contains("expected the run to have the digest fnv1a64:0000000000"))
  }

  @Test(
    arguments: [
      (["report", "nowhere.yaml"], 66, "there is no file nowhere.yaml"),
      (["report", "."], 66, "found no summary.json"),
      (["report", "a.yaml", "--svg", "x", "--open"], 64, "--svg writes no page"),
      (["report", "a.yaml", "--scenario", "b.yaml"], 65, "expected a folder of reports"),
    ] as [([String], Int32, String)])
  func `what cannot be done is said`(words: [String], code: Int32, text: String) throws {
    let shell = try Shell()
    defer { shell.remove() }
    let outcome = try shell.run(words)
    #expect(outcome.code == code)
    #expect(outcome.problems.contains(text))
  }

  @Test func `a folder says itself how its run was made`() throws {
    let shell = try Self.reported()
    defer { shell.remove() }
    let outcome = try shell.run("report", "runs/a", "--seed", "8")
    #expect(outcome.code == 65 && outcome.problems.contains("expected no --seed"))
  }
}
