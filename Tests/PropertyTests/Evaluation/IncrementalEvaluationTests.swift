import Testing

@Suite("Incremental evaluation")
struct IncrementalEvaluationTests {
  @Test("Incremental evaluation and full scan decide alike, whatever happens to the cluster")
  func decidesLikeFullScan() throws {
    var (placements, failures) = (0, 0)
    for seed in PropertySeeds.first(200) {
      var pair = try SchedulerPair(seed: seed)
      for step in 0..<60 {
        if let difference = try pair.step() {
          Issue.record("seed \(seed), step \(step):\n\(difference)")
          return
        }
      }
      placements += pair.placements
      failures += pair.failures
    }
    #expect(placements > 0 && failures > 0)
    print("incremental evaluation: \(placements) placements and \(failures) failures alike")
  }
}
