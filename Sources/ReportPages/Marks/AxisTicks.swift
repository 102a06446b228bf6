import SimulationEngine

/// Where the marks of an axis stand.
package enum AxisTicks {
  /// Steps between the marks of time, in microseconds: what a clock has.
  private static let steps: [Int64] = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000,
    200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 15_000_000, 30_000_000,
    60_000_000, 120_000_000, 300_000_000, 600_000_000, 900_000_000, 1_800_000_000, 3_600_000_000,
    7_200_000_000, 10_800_000_000, 21_600_000_000, 43_200_000_000, 86_400_000_000,
    172_800_000_000, 604_800_000_000, 1_209_600_000_000, 2_592_000_000_000,
  ]

  /// The instants to mark from the start to `end`, at most seven.
  package static func times(until end: SimulationTime) -> [SimulationTime] {
    let span = max(1, end.microseconds)
    var step = steps.first { span / $0 <= 6 } ?? steps[steps.count - 1]
    while span / step > 6 { step *= 2 }
    return stride(from: 0, through: span, by: Int64.Stride(step)).map {
      SimulationTime(microseconds: $0)
    }
  }

  /// The least round number that is at least `maximum` and reads well with its half: 1, 2, 4, 5, 6
  /// or 8 times a power of `base`.
  package static func top(of maximum: Int64, base: Int64 = 10) -> Int64 {
    guard maximum > 1 else { return 1 }
    var power: Int64 = 1
    while power <= maximum / base { power *= base }
    for factor in [1, 2, 4, 5, 6, 8] as [Int64] {
      let (value, isTooLarge) = power.multipliedReportingOverflow(by: factor)
      if isTooLarge { return maximum }
      if value >= maximum { return value }
    }
    let (value, isTooLarge) = power.multipliedReportingOverflow(by: base)
    return isTooLarge ? maximum : value
  }
}
