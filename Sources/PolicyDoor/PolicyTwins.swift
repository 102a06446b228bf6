/// Two processes of one policy that are asked alike and have to answer alike.
package final class PolicyTwins: PolicyPeer {
  private let first: any PolicyPeer
  private let second: any PolicyPeer

  /// Compares what `second` answers with what `first` does.
  package init(_ first: any PolicyPeer, _ second: any PolicyPeer) {
    self.first = first
    self.second = second
  }

  package func place(ofAnswer number: Int, by name: String?) -> String {
    first.place(ofAnswer: number, by: name)
  }

  package func answer(to line: [UInt8]) throws(PolicyProblem) -> [UInt8] {
    let answer = try first.answer(to: line)
    let other = try second.answer(to: line)
    guard answer == other else {
      throw PolicyProblem(
        "a second process of the policy answers otherwise; they differ first in "
          + LineDifference.field(answer, other))
    }
    return answer
  }

  package func finish() throws(PolicyProblem) {
    try first.finish()
    try second.finish()
  }
}
