/// Answers from a transcript, without the policy.
package final class PolicyReplay: PolicyPeer {
  private let lines: [ArraySlice<UInt8>]
  private let file: String
  private var place = 0

  /// The answers of the transcript `bytes`, in which questions and answers take turns, a line each.
  package init(_ bytes: [UInt8], file: String) {
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    self.file = file
  }

  package func place(ofAnswer number: Int, by name: String?) -> String { "\(file):\(number * 2)" }

  /// The recorded answer, if the question is the recorded one to the byte.
  package func answer(to line: [UInt8]) throws(PolicyProblem) -> [UInt8] {
    let number = place / 2 + 1
    guard place + 1 < lines.count - 1 else {
      throw PolicyProblem("the transcript ends before the answer to question \(number)")
    }
    let recorded = lines[place]
    guard recorded.elementsEqual(line) else {
      let field = LineDifference.field(Array(recorded), line)
      throw PolicyProblem(
        "question \(number) is another one than was recorded; they differ first in \(field)")
    }
    place += 2
    return Array(lines[place - 1])
  }

  /// The transcript has to be over.
  package func finish() throws(PolicyProblem) {
    // Behind the last line break stands an empty line.
    guard place == lines.count - 1, lines[place].isEmpty else {
      throw PolicyProblem("\(file):\(place + 1): the transcript goes on after the end of the run")
    }
  }
}
