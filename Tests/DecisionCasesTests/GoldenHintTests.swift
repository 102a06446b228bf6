import ClusterState
import DecisionCases
import Foundation
import KubernetesObjects
import Scheduling
import StructuredText
import TestSupport
import Testing

/// Every answer of the real queueing hints of v1.34, and what its plugins register.
@Suite struct GoldenHintTests {
  @Test("Every recorded answer is met", .enabled(if: SharedFolder.has("golden/hints")))
  func recordedAnswers() throws {
    let lines = try #require(try SharedFolder.bytes("golden/hints/hints.jsonl"))
    #expect(try Self.count(lines) > 400)
  }

  @Test("The committed selection of answers is met")
  func committedAnswers() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
    let lines = Array(try Data(contentsOf: folder.appending(path: "hints.jsonl")))
    #expect(try Self.count(lines) >= 60)
  }

  @Test("The registrations are those of the real hint map", .enabled(if: SharedFolder.has(table)))
  func registrations() throws {
    let text = String(decoding: try #require(try SharedFolder.bytes(Self.table)), as: UTF8.self)
    let expected = text.split(separator: "\n").map(String.init).sorted()
    let profile = try Self.defaultProfile()
    var registered: [String] = []
    for (name, plugin) in profile.enqueueExtensions {
      for registration in plugin.registrations {
        // The features that nodes declare came later than the table.
        let actions = registration.actions.names.filter { $0 != "UpdateNodeDeclaredFeature" }
          .joined(separator: " ")
        registered.append("\(name)\t\(registration.resource.name)\t[\(actions)]")
      }
    }
    // Where one registration has several actions, the table may have a row for each.
    func single(_ rows: [String]) -> Set<String> {
      Set(
        rows.flatMap { row in
          let parts = row.split(separator: "\t")
          return parts[2].dropFirst().dropLast().split(separator: " ").map {
            "\(parts[0]) \(parts[1]) \($0)"
          }
        })
    }
    #expect(single(registered) == single(expected))
  }

  @Test(
    "A question that cannot be read gets an error line with the place",
    arguments: [
      ("{", "hints:3:2: error:"), ("{}", "plugin: required"),
      (question("NodePort", "Node", "Add"), #"found "NodePort"; did you mean NodePorts?"#),
      (question("NodePorts", "Nod", "Add"), "did you mean Node?"),
      (question("NodePorts", "Pod", "Add"), "expected AssignedPod"),
      (question("NodePorts", "Node", "Adds"), "did you mean Add?"),
      (question("NodePorts", "Node", "Add", objects: #""new":{}"#), "pod: required"),
      (question("NodePorts", "Node", "Add", objects: #""pod":{}"#), "old or new"),
      (#"{"plugin":"NodePorts","event":7,"pod":{},"new":{}}"#, "event: expected a mapping"),
      (#"{"plugin":"NodePorts","event":{},"pod":{},"new":{}}"#, "resource and action"),
      (#"{"id":"x","nodes":[],"pod":{}}"#, "nodes: unknown field"),
    ])
  func errors(line: String, message: String) throws {
    let reply = DecisionCases(hintsIn: "hints").answer(to: Array(line.utf8), number: 3)
    #expect(!reply.isDecision)
    let error = try JSONReader.read(reply.line, file: "answer")["error"]?.text ?? ""
    #expect(error.contains(message), "\(error)")
  }

  private static func question(
    _ plugin: String, _ resource: String, _ action: String,
    objects: String = #""pod":{},"new":{}"#
  ) -> String {
    #"{"id":"x","plugin":"\#(plugin)","event":{"resource":"\#(resource)","action":"\#(action)"},"#
      + objects + "}"
  }

  private static let table = "golden/hints/registrations-v1.34.tsv"

  private static func defaultProfile() throws -> Profile {
    let rules = VersionRules(.v1_34)
    var (cluster, cache) = (ClusterState(), SchedulerCache(rules: rules))
    return try Profile(KubeSchedulerProfile(), &cluster, &cache)
  }

  /// How many answers there are in `bytes`; each that is not met is an issue.
  private static func count(_ bytes: [UInt8]) throws -> Int {
    let cases = DecisionCases(hintsIn: "hints")
    var count = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      count += 1
      let expected = try JSONReader.read(Array(line), file: "hints")
      let answer = try JSONReader.read(
        cases.answer(to: Array(line), number: count).line, file: "answer")
      let id = expected["id"]?.text ?? ""
      #expect(answer["answer"]?.text == expected["answer"]?.text, "\(id)")
      #expect(answer["registered"]?.text == expected["registered"]?.text, "\(id)")
    }
    return count
  }
}
