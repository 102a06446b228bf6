import SimulationEngine

/// Where lengths of time lie on a logarithmic axis that begins and ends at powers of ten.
package struct LogScale {
  /// The powers of ten that are marked, in microseconds, the ends among them.
  package let marks: [Int64]
  private let low: Double
  private let span: Double

  /// An axis for lengths from `least` to `greatest`, in microseconds; what is shorter than one
  /// counts as one.
  package init(from least: Int64, to greatest: Int64) {
    var power: Int64 = 1
    while power <= max(1, least) / 10 { power *= 10 }
    var marks = [power]
    while power < max(2, greatest), power <= Int64.max / 10 {
      power *= 10
      marks.append(power)
    }
    self.marks = marks
    low = ExactMath.log(Double(marks[0]))
    span = ExactMath.log(Double(power)) - low
  }

  /// From the left edge of a plot to `microseconds`, in its units. The logarithm is the same on
  /// every platform, so the rounded place is too.
  package func x(_ microseconds: Int64) -> Int64 {
    let place = (ExactMath.log(Double(max(1, microseconds))) - low) / span
    return Int64((place * Double(PlotFrame.width)).rounded())
  }
}
