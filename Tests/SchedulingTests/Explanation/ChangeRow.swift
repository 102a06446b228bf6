import ClusterState
import Testing

@testable import Scheduling

/// A cluster, a pod, and what would have to change on each node that turns the pod down.
struct ChangeRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let given: String
  private let pod: String
  private let expected: [String: [String]]

  /// - Parameters:
  ///   - given: the lines of the cluster, as for `SchedulingBuilder`.
  ///   - pod: the pod's fields.
  ///   - expected: the changes by node, in their words.
  init(_ sentence: String, _ given: String, _ pod: String, _ expected: [String: [String]]) {
    testDescription = sentence
    self.given = given
    self.pod = pod
    self.expected = expected
  }

  /// Explains the pod by the modern default profile, or by that of a policy, and compares.
  func check(
    _ policy: ClassicPolicy? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var builder = try SchedulingBuilder(given)
    if let policy { builder.scheduler.profiles = [Profile(policy)] }
    let explanation = try builder.explain(pod)
    #expect(builder.changes(explanation) == expected, sourceLocation: sourceLocation)
  }
}

extension SchedulingBuilder {
  /// Why `pod` would be placed, or not.
  func explain(_ pod: PendingPod) -> DecisionExplanation {
    scheduler.explanation(of: pod, state)
  }

  /// Why a pod of `fields` would be placed, or not; the pod is created and not placed.
  mutating func explain(_ fields: String) throws -> DecisionExplanation {
    let pod = try pending(fields)
    return explain(pod)
  }

  /// The changes of `explanation` by node, in their words.
  func changes(_ explanation: DecisionExplanation) -> [String: [String]] {
    var changes: [String: [String]] = [:]
    for obstacles in explanation.obstacles {
      let name = state.symbols[state.nodes[obstacles.node.row].name]
      changes[name] = obstacles.changes.map { $0.change.text(state) }
    }
    return changes
  }
}
