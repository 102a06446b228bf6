import Testing

@testable import wavetank

/// How much work may lie between two looks for a signal.
@Suite struct PacingTests {
  @Test func `however fast events are, a few hundred lie between two looks`() {
    var pacing = Pacing()
    for _ in 0..<100 {
      pacing.adapt(to: .zero)
      #expect(pacing.eventCount <= 512)
    }
    #expect(pacing.eventCount == Pacing.mostEvents)
    for _ in 0..<100 { pacing.adapt(to: .seconds(1)) }
    #expect(pacing.eventCount == 1)
  }
}
