/// Who answers: one line to each line.
package protocol PolicyPeer: AnyObject {
  /// The answer to `line`; neither has a line break.
  ///
  /// - Throws: what is wrong if there is no answer.
  func answer(to line: [UInt8]) throws(PolicyProblem) -> [UInt8]

  /// Says that nothing will be asked any more.
  ///
  /// - Throws: what is wrong if something is answered all the same.
  func finish() throws(PolicyProblem)

  /// Where the answer with `number`, from 1, of the policy called `name` stands, for messages; nil
  /// for the name that the policy is started by.
  func place(ofAnswer number: Int, by name: String?) -> String
}
