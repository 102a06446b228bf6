import Foundation
import PolicyDoor
import SimulationEngine

/// The lines that go to a policy and come from it, by two descriptors of files.
struct PolicyStream {
  private let questions: Int32
  private let answers: Int32
  private let timeout: Duration
  private let timeoutInWords: String
  /// What was read and is not taken yet.
  private var buffer: [UInt8] = []

  /// The most bytes that are read at once.
  private static let chunkSize = 1 << 16

  /// Writes questions to `questions` and waits for as long as `timeout` for lines from `answers`.
  init(questions: Int32, answers: Int32, timeout: SimulationDuration) {
    self.questions = questions
    self.answers = answers
    self.timeout = .microseconds(timeout.microseconds)
    timeoutInWords = "\(timeout.secondsText(decimals: 3)) s"
  }

  /// The answer to `line`; `ending` says how the policy has ended if it has.
  mutating func answer(
    to line: [UInt8], ending: () -> String
  ) throws(PolicyProblem) -> [UInt8] {
    let deadline = ContinuousClock.now + timeout
    var unsent = (line + [UInt8(ascii: "\n")])[...]
    var searched = 0
    try expectSilence()
    while true {
      if unsent.isEmpty, let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let answer = Array(buffer[..<end])
        buffer.removeSubrange(...end)
        try expectSilence()
        return answer
      }
      if unsent.isEmpty { searched = buffer.count }
      guard buffer.count <= PolicyDoor.longestLine else {
        throw PolicyProblem("the line is longer than 64 MiB")
      }
      let left = deadline - ContinuousClock.now
      guard left > .zero else { throw PolicyProblem("no answer within \(timeoutInWords)") }
      guard Interruption.requested == nil else { throw PolicyProblem("interrupted") }
      try move(&unsent, within: left, ending)
    }
  }

  /// One question has one answer.
  private func expectSilence() throws(PolicyProblem) {
    guard buffer.isEmpty else {
      throw PolicyProblem("more than one line is said to one question")
    }
  }

  /// Waits for a moment, within `left`, until bytes can go to or come from the policy, and moves
  /// them.
  private mutating func move(
    _ unsent: inout ArraySlice<UInt8>, within left: Duration, _ ending: () -> String
  ) throws(PolicyProblem) {
    var waiting = [
      pollfd(fd: answers, events: Int16(POLLIN), revents: 0),
      pollfd(fd: questions, events: Int16(POLLOUT), revents: 0),
    ]
    // Signals are looked for every tenth of a second.
    let moment = min(left, .milliseconds(100))
    let milliseconds = Int32(moment / .milliseconds(1)) + 1
    guard poll(&waiting, unsent.isEmpty ? 1 : 2, milliseconds) > 0 else { return }
    if waiting[0].revents != 0 { try read(ending) }
    if !unsent.isEmpty, waiting[1].revents != 0 {
      // A pipe that is ready takes so many bytes without a wait.
      let count = unsent.withUnsafeBytes {
        write(questions, $0.baseAddress, min($0.count, Int(PIPE_BUF)))
      }
      if count > 0 {
        unsent.removeFirst(count)
      } else if errno == EPIPE {
        throw PolicyProblem("\(ending()) before the question was read")
      }
    }
  }

  private mutating func read(_ ending: () -> String) throws(PolicyProblem) {
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.chunkSize))
    let count = buffer.withUnsafeMutableBytes {
      Foundation.read(answers, $0.baseAddress! + old, Self.chunkSize)
    }
    buffer.removeLast(Self.chunkSize - max(0, count))
    guard count == 0 else { return }
    throw PolicyProblem(
      buffer.isEmpty ? "\(ending()) without an answer" : "\(ending()) in the middle of a line")
  }

  /// Waits for so many milliseconds for the end of what is answered: nothing may come before it.
  func expectSilence(within milliseconds: Int32) throws(PolicyProblem) {
    var waiting = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return }
    var byte: UInt8 = 0
    guard Foundation.read(answers, &byte, 1) <= 0 else {
      throw PolicyProblem("the policy says more after its farewell")
    }
  }
}
