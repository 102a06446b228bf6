import SimulationEngine

/// How an amount changes with time: a step function, whose next step is known.
///
/// What is continuous is followed in `stepsPerPeriod` steps a period: every five minutes of a day.
/// The arithmetic is in integers, and in doubles with the operations that IEEE 754 fixes.
package enum UsageCurve: Hashable, Sendable {
  /// Values that hold, or that lead to each other, from given instants on.
  case points(Points)
  /// A wave around a mean.
  case sine(Sine)

  /// Into how many steps a period of a continuous curve is cut.
  package static let stepsPerPeriod: Int64 = 288

  /// The amount at `instant`.
  package func amount(at instant: UsageInstant) -> Int64 {
    switch self {
    case .points(let points): points.amount(at: instant)
    case .sine(let sine): sine.amount(at: instant.time)
    }
  }

  /// When the amount may next change; nil for never again.
  package func nextChange(after instant: UsageInstant) -> SimulationTime? {
    switch self {
    case .points(let points): points.nextChange(after: instant)
    case .sine(let sine):
      nextMultiple(of: sine.step, after: instant.time.sinceStart)
        .map { SimulationTime.zero + $0 }
    }
  }
}

/// An instant of a run, and the time of day.
package struct UsageInstant: Hashable, Sendable {
  /// The simulated time.
  package var time: SimulationTime
  /// The time of day at which the run began.
  package var startOfRun: SimulationDuration

  /// `time` in a run that began at `startOfRun` of a day.
  package init(_ time: SimulationTime, startOfRun: SimulationDuration) {
    self.time = time
    self.startOfRun = startOfRun
  }
}

extension UsageCurve {
  /// Values from given instants on.
  package struct Points: Hashable, Sendable {
    /// What the instants count from.
    package enum Clock: Hashable, Sendable {
      /// The start of the run.
      case run
      /// Midnight: the values come again every day, and lead to each other.
      case day
    }

    /// An instant and the amount from then on.
    package struct Point: Hashable, Sendable {
      package var time: SimulationDuration
      package var amount: Int64

      /// `amount` at `time`.
      package init(_ time: SimulationDuration, _ amount: Int64) {
        self.time = time
        self.amount = amount
      }
    }

    private let points: ContiguousArray<Point>
    private let clock: Clock

    /// The values at `points`, at least one, in order of time.
    package init(_ points: [Point], clock: Clock) {
      precondition(!points.isEmpty, "a curve has a value")
      self.points = ContiguousArray(points)
      self.clock = clock
    }

    private static let day = SimulationDuration.seconds(86_400)
    private static let step = day / UsageCurve.stepsPerPeriod

    func amount(at instant: UsageInstant) -> Int64 {
      switch clock {
      case .run:
        // Before the first instant its value holds already.
        return points[max(0, count(upTo: instant.time.sinceStart) - 1)].amount
      case .day: return amount(atTimeOfDay: Self.timeOfDay(instant))
      }
    }

    func nextChange(after instant: UsageInstant) -> SimulationTime? {
      switch clock {
      case .run:
        let next = max(1, count(upTo: instant.time.sinceStart))
        return next < points.count ? .zero + points[next].time : nil
      case .day:
        guard points.count > 1 else { return nil }
        let timeOfDay = Self.timeOfDay(instant)
        return nextMultiple(of: Self.step, after: timeOfDay).map {
          instant.time + ($0 - timeOfDay)
        }
      }
    }

    /// How many points are due by `time`.
    private func count(upTo time: SimulationDuration) -> Int {
      var (low, high) = (0, points.count)
      while low < high {
        let middle = (low + high) / 2
        if points[middle].time <= time { low = middle + 1 } else { high = middle }
      }
      return low
    }

    private static func timeOfDay(_ instant: UsageInstant) -> SimulationDuration {
      let whole = instant.time.sinceStart + instant.startOfRun
      return SimulationDuration(microseconds: whole.microseconds % day.microseconds)
    }

    /// The amount on the line between the points before and after the step of `time`; the last
    /// point of a day leads to the first of the next.
    private func amount(atTimeOfDay time: SimulationDuration) -> Int64 {
      let time = Self.step * (time / Self.step)
      let next = count(upTo: time)
      var before = points[next == 0 ? points.count - 1 : next - 1]
      var after = points[next == points.count ? 0 : next]
      if next == 0 { before.time = before.time - Self.day }
      if next == points.count { after.time = after.time + Self.day }
      let span = Int128((after.time - before.time).microseconds)
      guard span > 0 else { return before.amount }
      let rise = Int128(after.amount) - Int128(before.amount)
      let passed = Int128((time - before.time).microseconds)
      return Int64(Int128(before.amount) + rise * passed / span)
    }
  }

  /// A wave around a mean, never less than nothing.
  ///
  /// Of the sine the approximation of Bhaskara I is taken: one division, wrong by less than 0.2 %
  /// of the amplitude, and exact at the extremes and the zeros.
  package struct Sine: Hashable, Sendable {
    /// The amount around which it swings.
    package var mean: Int64
    /// How far it swings.
    package var amplitude: Int64
    /// From one high to the next.
    package var period: SimulationDuration
    /// When it first goes up through the mean.
    package var phase: SimulationDuration

    /// A wave.
    package init(
      mean: Int64, amplitude: Int64, period: SimulationDuration, phase: SimulationDuration
    ) {
      self.mean = mean
      self.amplitude = amplitude
      self.period = period
      self.phase = phase
    }

    var step: SimulationDuration {
      max(SimulationDuration(microseconds: 1), period / UsageCurve.stepsPerPeriod)
    }

    func amount(at time: SimulationTime) -> Int64 {
      let stepped = step * (time.sinceStart / step)
      let period = period.microseconds
      let turned = (stepped - phase).microseconds % period
      let place = turned < 0 ? turned + period : turned
      let half = Double(period) / 2
      let isUpper = Double(place) < half
      let part = (isUpper ? Double(place) : Double(place) - half) / half
      let product = part * (1 - part)
      let height = 16 * product / (5 - 4 * product)
      let swing = Int64(Double(amplitude) * height)
      return max(0, isUpper ? mean + swing : mean - swing)
    }
  }
}

/// The first multiple of `step` after `time`; nil if there is none.
private func nextMultiple(
  of step: SimulationDuration, after time: SimulationDuration
) -> SimulationDuration? {
  let (count, overflow) = (time / step).addingReportingOverflow(1)
  return overflow ? nil : step.multipliedSaturating(by: count)
}

extension SimulationTime {
  /// How long the run has lasted.
  fileprivate var sinceStart: SimulationDuration { self - .zero }
}
