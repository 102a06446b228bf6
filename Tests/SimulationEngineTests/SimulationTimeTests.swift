import SimulationEngine
import Testing

struct SimulationTimeTests {
  @Test func `units build on microseconds`() {
    #expect(SimulationDuration.days(1) == .hours(24))
    #expect(SimulationDuration.hours(1) == .minutes(60))
    #expect(SimulationDuration.minutes(1) == .seconds(60))
    #expect(SimulationDuration.seconds(1) == .milliseconds(1_000))
    #expect(SimulationDuration.milliseconds(1) == .microseconds(1_000))
    #expect(SimulationTime.minutes(2) == .zero + .seconds(120))
    #expect(SimulationTime.hours(1) - SimulationDuration.minutes(59) == .milliseconds(60_000))
  }

  @Test func `spans add, subtract, scale and divide`() {
    let span = SimulationDuration.seconds(7)
    #expect(span + .seconds(1) - .seconds(3) == .seconds(5))
    #expect(-span == .seconds(-7))
    #expect(span * 3 == .seconds(21))
    #expect(span / 2 == .milliseconds(3_500))
    #expect(span / SimulationDuration.seconds(2) == 3)
    #expect(SimulationTime.seconds(9) - SimulationTime.seconds(2) == span)
    #expect(span.seconds == 7)
  }

  @Test func `what a user wrote saturates instead of trapping`() {
    let longest = SimulationDuration(microseconds: .max)
    #expect(longest.addingSaturating(.seconds(1)) == longest)
    #expect((-longest).addingSaturating(.seconds(-1)) == SimulationDuration(microseconds: .min))
    #expect(SimulationDuration.days(1).multipliedSaturating(by: .max) == longest)
    #expect(
      SimulationDuration.days(1).multipliedSaturating(by: .min)
        == SimulationDuration(microseconds: .min))
    #expect(longest.bounded == .longest)
    #expect((-longest).bounded == -SimulationDuration.longest)
    #expect(SimulationTime.latest.addingSaturating(longest).microseconds == .max)
    #expect(SimulationTime.latest.addingReportingOverflow(longest).overflow)
    #expect((SimulationTime.latest + .longest).microseconds == 1 << 62)
  }

  static let seconds: [(Double, Int64)] = [
    (0, 0), (1, 1_000_000), (0.25, 250_000), (-1.5, -1_500_000), (0.0000005, 0),
    (0.0000015, 2), (0.0000025, 2), (0.0000004, 0), (0.0000006, 1), (-0.0000006, -1),
    (-0.0000015, -2), (.nan, 0), (1e300, 1 << 61), (-.infinity, -(1 << 61)),
    (123_456.789_012, 123_456_789_012),
  ]

  @Test(arguments: seconds)
  func `fractional seconds round to the nearest microsecond, halves to even`(
    seconds: Double, microseconds: Int64
  ) {
    #expect(SimulationDuration(nearestToSeconds: seconds).microseconds == microseconds)
  }

  static let texts: [(Int64, Int, String)] = [
    (0, 0, "0"), (0, 3, "0.000"), (1, 6, "0.000001"), (1_500_000, 1, "1.5"),
    (1_500_000, 0, "2"), (1_499_999, 0, "1"), (-1_500_000, 3, "-1.500"), (-1, 3, "0.000"),
    (999_999, 3, "1.000"), (61_002_003, 6, "61.002003"), (Int64.max, 6, "9223372036854.775807"),
    (Int64.min, 6, "-9223372036854.775808"),
  ]

  @Test(arguments: texts)
  func `seconds are written with a fixed number of decimals`(
    microseconds: Int64, decimals: Int, text: String
  ) {
    #expect(SimulationDuration(microseconds: microseconds).secondsText(decimals: decimals) == text)
    #expect(SimulationTime(microseconds: microseconds).secondsText(decimals: decimals) == text)
  }

  @Test func `a description states the unit`() {
    #expect("\(SimulationTime.milliseconds(1_500))" == "1.500000s")
    #expect("\(SimulationDuration.milliseconds(-1_500))" == "-1.500000s")
  }
}
