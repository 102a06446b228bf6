import NodeAgents
import SimulationEngine
import Testing

@Suite("Curves of use")
struct UsageCurveTests {
  private static func at(
    _ seconds: Int64, startOfRun: SimulationDuration = .zero
  ) -> UsageInstant {
    UsageInstant(.seconds(seconds), startOfRun: startOfRun)
  }

  /// Every amount of `curve` until `end`, from step to step, with the second at which it begins.
  private static func steps(_ curve: UsageCurve, until end: Int64) -> [[Int64]] {
    var now = at(0)
    var steps = [[0, curve.amount(at: now)]]
    while let next = curve.nextChange(after: now), next <= .seconds(end) {
      #expect(next > now.time, "a curve goes on")
      now.time = next
      steps.append([(next - .zero) / .seconds(1), curve.amount(at: now)])
    }
    return steps
  }

  @Test("steps hold, the first one from the start on")
  func points() {
    let curve = UsageCurve.points(
      .init([.init(.seconds(10), 5), .init(.seconds(20), 7), .init(.seconds(60), 0)], clock: .run))
    #expect(Self.steps(curve, until: 100) == [[0, 5], [20, 7], [60, 0]])
    #expect(curve.amount(at: Self.at(19)) == 5 && curve.amount(at: Self.at(59)) == 7)
    let single = UsageCurve.points(.init([.init(.seconds(10), 5)], clock: .run))
    #expect(Self.steps(single, until: 100) == [[0, 5]])
  }

  @Test("a day's values lead to each other, over midnight too, by the wall clock")
  func daily() {
    let curve = UsageCurve.points(
      .init([.init(.hours(6), 600), .init(.hours(18), 1800)], clock: .day))
    #expect(curve.amount(at: Self.at(6 * 3600)) == 600)
    #expect(curve.amount(at: Self.at(12 * 3600)) == 1200)
    #expect(curve.amount(at: Self.at(0)) == 1200, "half way back")
    #expect(curve.amount(at: Self.at(86_400 + 6 * 3600)) == 600)
    #expect(curve.amount(at: Self.at(0, startOfRun: .hours(18))) == 1800)
    #expect(curve.nextChange(after: Self.at(10)) == .minutes(5))
    #expect(curve.amount(at: Self.at(299)) == curve.amount(at: Self.at(0)), "in steps of 5 min")
  }

  @Test("a sine has its extremes and zeros where they belong, and is nowhere far from the sine")
  func sine() {
    let curve = UsageCurve.sine(
      .init(mean: 1_000_000, amplitude: 1_000_000, period: .hours(24), phase: .hours(6)))
    #expect(curve.amount(at: Self.at(6 * 3600)) == 1_000_000)
    #expect(curve.amount(at: Self.at(12 * 3600)) == 2_000_000)
    #expect(curve.amount(at: Self.at(18 * 3600)) == 1_000_000)
    #expect(curve.amount(at: Self.at(0)) == 0)
    // sin 30° = 1/2, two hours after the zero.
    #expect((curve.amount(at: Self.at(8 * 3600)) - 1_500_000).magnitude < 2_000)
    #expect(Self.steps(curve, until: 86_400).count == 289)
  }

  @Test("a wave never goes below nothing")
  func floor() {
    let curve = UsageCurve.sine(
      .init(mean: 100, amplitude: 500, period: .minutes(10), phase: .zero))
    #expect(Self.steps(curve, until: 600).map { $0[1] }.min() == 0)
  }

  @Test("a share of the request follows its curve")
  func shares() {
    let curve = UsageCurve.points(
      .init([.init(.zero, 500_000), .init(.seconds(10), 2_000_000)], clock: .run))
    let usage = ResourceUsage.ofRequestOverTime(curve)
    #expect(usage.amount(request: 300, at: Self.at(0)) == 150)
    #expect(usage.amount(request: 300, at: Self.at(10)) == 600)
    #expect(usage.nextChange(after: Self.at(0)) == .seconds(10))
    #expect(ResourceUsage.constant(5).nextChange(after: Self.at(0)) == nil)
  }
}
