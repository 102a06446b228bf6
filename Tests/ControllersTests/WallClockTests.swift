import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

/// The wall clock of a run whose time 0 lies within a second.
@Suite struct WallClockTests {
  private let clock = WallClock(start: Timestamp(seconds: 100, nanoseconds: 400_000_000))

  @Test(
    arguments: [
      (0, 100, -400_000), (599_999, 100, -400_000), (600_000, 101, 600_000),
      (1_700_000, 102, 1_600_000), (-400_001, 99, -1_400_000),
    ] as [(Int64, Int64, Int64)])
  func `an instant has its second, which began at an instant`(
    micros: Int64, second: Int64, begun: Int64
  ) {
    let time = SimulationTime(microseconds: micros)
    #expect(clock.second(at: time) == second)
    #expect(clock.wholeSecond(time) == SimulationTime(microseconds: begun))
    #expect(clock.time(ofSecond: second) == SimulationTime(microseconds: begun))
  }

  @Test func `what is far away stays in range`() {
    #expect(clock.time(ofSecond: .max) == .latest)
    #expect(clock.time(ofSecond: .min) < .zero)
    #expect(
      clock.timestamp(at: .milliseconds(100)) == Timestamp(seconds: 100, nanoseconds: 500_000_000))
  }
}
