import SimulationEngine

/// Where instants and values lie on a plot: 2,000 by 1,000 units, whatever its size on the screen.
package struct PlotFrame {
  /// The width of every plot in its own units.
  package static let width: Int64 = 2_000
  /// The height of every plot in its own units.
  package static let height: Int64 = 1_000

  private let end: Int64
  /// The value at the top of the plot.
  package let maximum: Int64

  /// A plot of the time up to `end` and of values up to `maximum`.
  package init(end: SimulationTime, maximum: Int64) {
    self.end = max(1, end.microseconds)
    self.maximum = max(1, maximum)
  }

  /// From the left edge to an instant, in microseconds.
  package func x(_ time: Int64) -> Int64 { Self.rounded(time, Self.width, end) }

  /// From the top edge to a value.
  package func y(_ value: Int64) -> Int64 {
    Self.height - Self.rounded(max(0, value), Self.height, maximum)
  }

  private static func rounded(_ value: Int64, _ size: Int64, _ whole: Int64) -> Int64 {
    Int64((Int128(value) * Int128(size) * 2 + Int128(whole)) / (Int128(whole) * 2))
  }

  /// The path of a level of a series, as SVG writes it: a step at each instant, up to the end.
  /// `isFilled` closes it along the bottom.
  package func path(_ series: StepSeries, level: Int, isFilled: Bool = false) -> String {
    guard let first = series.times.first else { return "" }
    let values = series.levels[level]
    var path = "M\(x(first)) \(y(values[0]))"
    var last = (x: x(first), y: y(values[0]))
    var row = 1
    while row < values.count {
      let place = x(series.times[row])
      // Of what falls on one column of the plot, its range is drawn, and the level behind it.
      var (low, high) = (values[row], values[row])
      while row + 1 < values.count, x(series.times[row + 1]) == place {
        row += 1
        low = min(low, values[row])
        high = max(high, values[row])
      }
      let level = y(values[row])
      if level != last.y || y(high) != level || y(low) != level {
        path += "H\(place)"
        if y(high) != level { path += "V\(y(high))" }
        if y(low) != level { path += "V\(y(low))" }
        path += "V\(level)"
        last = (place, level)
      }
      row += 1
    }
    return path + "H\(Self.width)" + (isFilled ? "V\(Self.height)H\(x(first))Z" : "")
  }

  /// The path of a curve through points that are given in units of the plot, in steps.
  package static func steps(_ points: [(x: Int64, y: Int64)]) -> String {
    guard let first = points.first else { return "" }
    var path = "M\(first.x) \(first.y)"
    var last = first
    for point in points.dropFirst() {
      if point.x != last.x { path += "H\(point.x)" }
      if point.y != last.y { path += "V\(point.y)" }
      last = point
    }
    return path
  }
}
