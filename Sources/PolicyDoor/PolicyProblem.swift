/// Why a run with a policy cannot go on: one line, which says where the answer stands, in which
/// field, and what is wrong.
package struct PolicyProblem: Error, Hashable, CustomStringConvertible {
  /// What is wrong.
  package let description: String

  /// A problem in one sentence.
  package init(_ description: String) { self.description = description }
}
