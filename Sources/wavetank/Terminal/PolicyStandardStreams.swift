import Foundation
import PolicyDoor
import SimulationEngine

/// A policy that has started the program: it reads questions from the program's standard output,
/// and answers on its standard input.
final class PolicyStandardStreams: PolicyPeer {
  private var stream: PolicyStream

  /// Waits for as long as `timeout` for each answer.
  init(timeout: SimulationDuration) {
    stream = PolicyStream(questions: STDOUT_FILENO, answers: STDIN_FILENO, timeout: timeout)
  }

  func place(ofAnswer number: Int, by name: String?) -> String {
    "the policy \(name ?? "on standard input"), line \(number)"
  }

  func answer(to line: [UInt8]) throws(PolicyProblem) -> [UInt8] {
    try stream.answer(to: line, ending: { "standard input has ended" })
  }

  /// Who has started the program may keep its input open.
  func finish() throws(PolicyProblem) {
    try stream.expectSilence(within: 0)
  }
}
