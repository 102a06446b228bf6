import ClusterSimulation
import PolicyDoor
import ScenarioFiles
import StructuredText

/// A policy in the tests' own process: an answer to each question.
final class ScriptedPolicy: PolicyPeer {
  private(set) var questions: [String] = []
  private let reply: (SyntaxNode) -> String

  /// `reply` has the answer to a step; the greeting and the farewell are as they should be.
  init(wants: String = "", _ reply: @escaping (_ step: SyntaxNode) -> String) {
    self.reply = { message in
      switch message["type"]?.text {
      case "hello": #"{"type":"hello","protocol":1,"name":"test","wants":[\#(wants)]}"#
      case "end": #"{"type":"bye"}"#
      default: reply(message)
      }
    }
  }

  /// `answers` has what is said to each message, the first to the greeting.
  init(answers: [String]) {
    var rest = answers[...]
    reply = { _ in rest.popFirst() ?? "" }
  }

  func place(ofAnswer number: Int, by name: String?) -> String {
    "\(name ?? "somebody"), line \(number)"
  }

  func answer(to line: [UInt8]) throws(PolicyProblem) -> [UInt8] {
    let text = String(decoding: line, as: UTF8.self)
    questions.append(text)
    do throws(DiagnosticList) {
      return Array(reply(try JSONReader.read(line, file: "question")).utf8)
    } catch {
      throw PolicyProblem("the question is no JSON: \(error)")
    }
  }

  func finish() throws(PolicyProblem) {}

  /// The questions that are steps, as trees.
  var steps: [SyntaxNode] {
    questions.compactMap { try? JSONReader.read(Array($0.utf8), file: "question") }
      .filter { $0["type"]?.text == "step" }
  }
}

/// A run with a policy.
struct PolicyRun {
  /// What was said.
  private(set) var transcript = ""
  /// What ended the run before its end.
  private(set) var problem: String?
  /// What the policy had to say.
  private(set) var log: [String] = []
  /// How many pods were left.
  private(set) var podsLeft = 0
  /// When each pod was bound in microseconds and where, by name; nil for never.
  private(set) var placements: [String: String] = [:]

  /// Runs `spec`, the keys of a scenario's spec, with two nodes of four cores where no time passes
  /// but by the policy and in the pods.
  init(_ spec: String, charge: String = "none", _ peer: any PolicyPeer) throws {
    let text = """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: door}
      spec:
        duration: 100s
        controlPlane:
          profile: modern
          apiServerWriteLatency: 0s
          watchLatency: 0s
          schedulerBindLatency: 0s
          schedulerKubeAPIQPS: 0
        scheduler: {policy: {command: none, charge: \(charge), arguments: {depth: 3}}}
        nodePools:
          - {name: n, count: 2, template: {status: {capacity: {cpu: 4, memory: 8Gi, pods: 9}}}}
        \(spec.replacing("\n", with: "\n  "))
      """
    var options = ScenarioOptions()
    options.allowsPolicy = true
    options.checksInvariants = true
    let scenario = try Scenario.read(text: Array(text.utf8), named: "door.yaml", options: options)
    var simulation = Simulation(scenario.configuration)
    do throws(PolicyProblem) {
      var door = try PolicyDoor(&simulation, version: "0", peer: peer)
      while simulation.run(until: .latest) {
        guard simulation.violation == nil, simulation.standstill == nil else { break }
        try door.answer(&simulation)
        log += door.takeLog()
      }
      problem = simulation.violation.map { "\($0)" } ?? simulation.standstill.map { "\($0)" }
      try door.end(at: simulation.now, metrics: [])
      transcript = String(decoding: door.transcript, as: UTF8.self)
    } catch {
      problem = error.description
    }
    podsLeft = simulation.podsLeftByPolicy
    let cluster = simulation.state.cluster
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[.init(row)]
      let node = record.node.isPresent ? "node \(record.node.index)" : "no node"
      let time = record.node.isPresent ? " at \(record.scheduled.microseconds)" : ""
      placements[record.name.text(cluster.symbols)] = node + time
    }
  }
}
