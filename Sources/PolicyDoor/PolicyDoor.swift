import ClusterSimulation
import SimulationEngine
import StructuredText

/// The protocol between a simulation and a policy outside the program: JSON lines, one answer to
/// one question. Simulated time stands still in between.
package struct PolicyDoor {
  /// The most bytes of a line.
  package static let longestLine = 64 << 20

  private let peer: any PolicyPeer
  private let charge: PolicyCommand.Charge
  private var encoder: StepEncoder
  private let name: String?
  private var answerCount = 0
  /// Questions and answers so far, a line each.
  package private(set) var transcript: [UInt8] = []
  /// What the policy had to say since `takeLog` was called last.
  private var log: [String] = []

  /// The door between `simulation`, which has not begun, and `peer`, to which it says hello on
  /// behalf of the program's `version`.
  ///
  /// - Throws: what is wrong with the answer.
  package init(
    _ simulation: inout Simulation, version: String, peer: any PolicyPeer
  ) throws(PolicyProblem) {
    let configuration = simulation.state.configuration
    let command = configuration.scheduling.policy ?? PolicyCommand(words: [])
    self.peer = peer
    charge = command.charge
    let hello = JSONEmitter.bytes(of: Self.hello(configuration, command, version: version))
    let line = try Self.ask(hello, peer, place: peer.place(ofAnswer: 1, by: nil), &transcript)
    let greeting = try PolicyGreeting(line, at: peer.place(ofAnswer: 1, by: nil))
    answerCount = 1
    name = greeting.name
    encoder = StepEncoder(wantsGroups: greeting.wantsGroups)
    if greeting.wantsGroups { simulation.tellPolicyOfGroups() }
  }

  private static func hello(
    _ configuration: SimulationConfiguration, _ command: PolicyCommand, version: String
  ) -> SyntaxValue {
    var stream = RandomStream(seed: configuration.seed, name: "policy")
    let chance = String(stream.next(), radix: 16)
    return [
      "type": "hello", "protocol": .integer(PolicyGreeting.version), "wavetank": .string(version),
      "scenario": .string(configuration.name), "seed": .number(String(configuration.seed)),
      "stream": .string(String(repeating: "0", count: 16 - chance.count) + chance),
      "mode": "queue", "arguments": arguments(of: command),
    ]
  }

  /// What the policy is told at the beginning.
  private static func arguments(of command: PolicyCommand) -> SyntaxValue {
    do throws(DiagnosticList) {
      return SyntaxValue(try JSONReader.read(Array(command.arguments.utf8), file: "arguments"))
    } catch {
      preconditionFailure("arguments are read before they are kept: \(error)")
    }
  }

  /// Asks the question that `simulation` waits with, if it does, and answers it there.
  ///
  /// - Throws: what is wrong with the answer; the run ends there.
  package mutating func answer(_ simulation: inout Simulation) throws(PolicyProblem) {
    guard let step = simulation.question else { return }
    let line = try ask(encoder.line(of: step, simulation.state))
    var answer = try decode(line, to: step.number, simulation)
    switch charge {
    case .none, .declared: break
    case .fixed(let cost): answer.cost = cost
    case .perNode(let cost): answer.cost = cost * Int64(simulation.state.policyNodeCount)
    }
    simulation.answer(answer)
    if let failure = simulation.policyFailure {
      throw PolicyProblem("\(place): \(failure.field): \(failure.reason)")
    }
  }

  /// A function of its own, so that no copy of the tables is left when they change.
  private mutating func decode(
    _ line: [UInt8], to number: Int64, _ simulation: borrowing Simulation
  ) throws(PolicyProblem) -> PolicyAnswer {
    let decoder = try AnswerDecoder(line, at: place, simulation.state)
    let (answer, words) = try decoder.answer(to: number, isDeclared: charge == .declared)
    log += words
    return answer
  }

  /// Says that the run is over at `now`, and what its figures are.
  ///
  /// - Throws: what is wrong with the answer.
  package mutating func end(
    at now: SimulationTime, metrics: [SyntaxValue.Member]
  ) throws(PolicyProblem) {
    let line = try ask(
      JSONEmitter.bytes(
        of: [
          "type": "end", "now": .integer(now.microseconds), "metrics": .mapping(metrics),
        ]))
    let fields = try AnswerFields(line, at: place, type: "bye")
    try fields.expect(fields.root, among: ["type"])
    try peer.finish()
  }

  /// What the policy had to say, a line each.
  package mutating func takeLog() -> [String] {
    defer { log = [] }
    return log
  }

  /// Where the last answer stands.
  private var place: String { peer.place(ofAnswer: answerCount, by: name) }

  private mutating func ask(_ question: [UInt8]) throws(PolicyProblem) -> [UInt8] {
    answerCount += 1
    return try Self.ask(question, peer, place: place, &transcript)
  }

  private static func ask(
    _ question: [UInt8], _ peer: any PolicyPeer, place: String, _ transcript: inout [UInt8]
  ) throws(PolicyProblem) -> [UInt8] {
    guard question.count <= longestLine else {
      throw PolicyProblem("\(place): the question is longer than 64 MiB")
    }
    let answer: [UInt8]
    do throws(PolicyProblem) {
      answer = try peer.answer(to: question)
    } catch {
      throw PolicyProblem("\(place): \(error)")
    }
    guard answer.count <= longestLine else {
      throw PolicyProblem("\(place): the line is longer than 64 MiB")
    }
    transcript += question
    transcript.append(UInt8(ascii: "\n"))
    transcript += answer
    transcript.append(UInt8(ascii: "\n"))
    return answer
  }
}
