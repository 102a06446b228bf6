import Foundation
import ScenarioFiles
import StructuredText
import TestSupport
import Testing

@Suite struct ScenarioSchemaTests {
  private static let read = Result { try JSONReader.read(ScenarioSchema.text, file: "schema") }

  private static var schema: SyntaxNode { get throws { try read.get() } }

  private static func problems(_ text: String) throws -> [String] {
    let schema = try schema
    return try YAMLReader.read(Array(text.utf8), file: "scenario").flatMap {
      SchemaValidator($0, schema).problems
    }
  }

  private static func problems(inSpec text: String) throws -> [String] {
    try problems(
      "apiVersion: wavetank/v1\nkind: Scenario\nmetadata: {name: a}\nspec:\n"
        + text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
  }

  /// The bundled scenarios, those of the sweeps and of the reproductions.
  static let files = ["Scenarios", "Benchmarks"].flatMap {
    FileTree.files(below: PackageFolder.url.appending(path: $0)).filter {
      $0.pathExtension == "yaml"
    }
  }

  @Test(arguments: files)
  func `every bundled scenario is as the schema says`(file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(try Self.problems(text) == [])
  }

  @Test func `every scenario of the shared cases that can be run is as the schema says`() throws {
    for url in SharedFolder.files(below: "cases/runs", endings: [".yaml"]) {
      guard (try? Scenario.read(url.path)) != nil else { continue }
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(try Self.problems(text) == [], "\(url.lastPathComponent)")
    }
  }

  @Test func `a document of another kind is left alone`() throws {
    #expect(try Self.problems("apiVersion: v1\nkind: Pod\nspec: {anything: 1}") == [])
  }

  @Test(
    arguments: [
      ("duration: 5m", []), ("duration: 5 minutes", ["/spec/duration: pattern"]),
      ("duration: 1h30m\nseed: 3", []), ("seed: many", ["/spec/seed: type"]),
      ("nodePool: []", ["/spec: additionalProperties"]),
      ("nodePools: {count: 3}", ["/spec/nodePools: type"]),
      (
        "nodePools:\n- {name: a, cuont: 3, template: {}}",
        ["/spec/nodePools/0: additionalProperties"]
      ),
      ("until: complete", ["/spec/until: enum"]),
      (
        "scheduler: {percentageOfNodesToScore: 101}",
        ["/spec/scheduler/percentageOfNodesToScore: maximum"]
      ),
      ("controlPlane: {profile: modern, version: 1.34, watchLatency: 1ms}", []),
      ("controlPlane: {profil: modern}", ["/spec/controlPlane: additionalProperties"]),
      (
        "controlPlane: {featureGates: {OpportunisticBatching: 1}}",
        ["/spec/controlPlane/featureGates/OpportunisticBatching: type"]
      ),
      ("timeline:\n- {at: 5m, fail: {node: [a, b]}}", []),
      ("timeline:\n- {at: 5m}", ["/spec/timeline/0: minProperties"]),
      ("timeline:\n- {fail: {node: a}, heal: {node: a}}", ["/spec/timeline/0: required"]),
      (
        "timeline:\n- {at: 5m, fail: {nodes: a}}",
        ["/spec/timeline/0/fail: additionalProperties"]
      ),
      ("behaviors:\n- {match: {labels: {app: web}}, usage: unknown, runtime: {constant: 3s}}", []),
      ("expect:\n- {metric: availability, of: {service: web}, atLeast: 0.9}", []),
      ("expect:\n- {metric: availability, atLeast: much}", ["/spec/expect/0/atLeast: pattern"]),
    ] as [(String, [String])])
  func `slips are found where they are`(spec: String, problems: [String]) throws {
    #expect(try Self.problems(inSpec: spec) == problems)
  }

  @Test func `every mapping that has a table has its keys in the schema`() throws {
    let spec = try #require(try Self.schema["then"]?["properties"]?["spec"]?["properties"])
    for (key, value) in spec.members {
      let isClosed = value["additionalProperties"] != nil
      let isListOfClosed = value["items"]?["additionalProperties"] != nil
      let type = value["type"]?.text
      if type == "object" || type == "array" {
        #expect(isClosed || isListOfClosed, "\(key.text)")
      }
    }
  }
}
