import Testing

@testable import Scheduling

/// A cluster, a pod, and the score that one plugin must give each node.
struct ScoreRow: Sendable, CustomTestStringConvertible {
  let testDescription: String
  private let given: String
  private let pod: String
  private let arguments: String
  private let raw: [String: Int64]?
  private let normalized: [String: Int64]?

  /// - Parameters:
  ///   - given: the lines of the cluster.
  ///   - pod: the pod's fields.
  ///   - arguments: the plugin's arguments.
  ///   - raw: the raw scores; nil if the plugin must excuse itself.
  ///   - normalized: the normalised scores; nil if they are the raw ones.
  init(
    _ sentence: String, _ given: String, _ pod: String, arguments: String = "",
    raw: [String: Int64]?, normalized: [String: Int64]? = nil
  ) {
    testDescription = sentence
    self.given = given
    self.pod = pod
    self.arguments = arguments
    self.raw = raw
    self.normalized = normalized
  }

  /// Schedules by a profile of `plugin` alone, and compares.
  func check(
    _ plugin: String, rules: VersionRules = VersionRules(.v1_34),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let profile = SchedulingBuilder.profile(only: [plugin], arguments: arguments)
    var builder = try SchedulingBuilder(given, profile: profile, rules: rules)
    let judgement = try builder.schedule(pod)
    let scores = judgement.scores(of: plugin)
    #expect(judgement.record.error.isEmpty, sourceLocation: sourceLocation)
    #expect(scores?.raw == raw, sourceLocation: sourceLocation)
    #expect(scores?.normalized == normalized ?? raw, sourceLocation: sourceLocation)
    #expect(
      judgement.record.skippedScores.contains(plugin) == (raw == nil),
      sourceLocation: sourceLocation)
  }
}
