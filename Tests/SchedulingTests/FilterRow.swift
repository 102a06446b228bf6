import Testing

@testable import Scheduling

/// A cluster, a pod, and what one filter plugin must say of each node.
struct FilterRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let given: String
  private let pod: String
  private let expected: [String: String]

  /// - Parameters:
  ///   - given: the lines of the cluster.
  ///   - pod: the pod's fields.
  ///   - expected: the verdicts, in the words of `Judgement.verdicts(of:)`.
  init(_ sentence: String, _ given: String, _ pod: String, _ expected: [String: String]) {
    testDescription = sentence
    self.given = given
    self.pod = pod
    self.expected = expected
  }

  /// Schedules by a profile of `plugin` alone with `arguments`, and compares.
  ///
  /// A score plugin that looks at nothing here runs too: without any the search would stop at the
  /// first feasible node.
  func check(
    _ plugin: String, arguments: String = "", rules: VersionRules = VersionRules(.v1_34),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let profile = SchedulingBuilder.profile(
      only: [plugin, "ImageLocality"], arguments: arguments)
    var builder = try SchedulingBuilder(given, profile: profile, rules: rules)
    let verdicts = try builder.schedule(pod).verdicts(of: plugin)
    #expect(verdicts == expected, sourceLocation: sourceLocation)
  }
}
