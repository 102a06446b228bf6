import Scheduling
import Testing

@Suite("Incremental evaluation")
struct IncrementalEvaluationTests {
  /// Every version as it is, and the last one with the gates that it leaves off.
  static let rules =
    KubernetesVersion.allCases.map { VersionRules($0) } + [
      VersionRules(.v1_36, gates: [.taintTolerationComparisonOperators: true])
    ]

  @Test(
    "Incremental evaluation and full scan decide alike, whatever happens to the cluster",
    arguments: rules)
  func decidesLikeFullScan(rules: VersionRules) throws {
    var (placements, failures, hints) = (0, 0, 0)
    for seed in PropertySeeds.first(200) {
      var pair = try SchedulerPair(seed: seed, rules)
      for step in 0..<60 {
        if let difference = try pair.step() {
          Issue.record("seed \(seed), step \(step):\n\(difference)")
          return
        }
      }
      placements += pair.placements
      failures += pair.failures
      hints += pair.hints
    }
    #expect(placements > 0 && failures > 0)
    #expect((hints > 0) == rules.has(.batching))
    print(
      "incremental evaluation, batching \(rules.has(.batching)): \(placements) placements, "
        + "\(hints) of them by a hint, and \(failures) failures alike")
  }
}
