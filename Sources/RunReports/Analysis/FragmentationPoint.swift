import ClusterSimulation
import Scheduling
import SimulationEngine

/// One row of `fragmentation.csv`: after one arrival, or the means over the arrivals of a percent.
///
/// The figures in percent are those of "Beware of Fragmentation" (USENIX ATC 2023), rounded as the
/// published analysis rounds them; the order of the divisions is part of that.
struct FragmentationPoint {
  let time: SimulationTime
  let arrivals: Int64
  let arrivedMilli: Int64
  /// From `arrived_ratio` to `model`, in the order of the columns.
  let values: [Double]
  /// What has arrived, in percent of all devices.
  let percent: Int
  let allocatedPercent: Double
  let fragmentedPercent: Double
  let ratioPercent: Double

  private let amount: Double
  private let devices: Double

  /// The point after one arrival.
  init(_ row: FragmentationRow) {
    let totals = row.totals
    let classes = totals.classes
    let devices = Double(totals.capacityMilli) / 1000
    func percent(_ milli: Int64) -> Double {
      // Two divisions, in this order: one alone puts arrivals at a boundary into the next percent.
      devices > 0 ? Double(milli) / devices / 10 : 0
    }
    time = row.time
    arrivals = row.arrivals
    arrivedMilli = row.arrivedMilli
    let idle = classes.idle
    let (fragmented, capacity) = (classes.fragmented, Double(max(1, totals.capacityMilli)))
    values =
      [
        Double(row.arrivedMilli) / capacity, Double(totals.allocatedMilli) / capacity, fragmented,
        idle > 0 ? fragmented / idle : 0,
      ] + classes.inOrder
    self.devices = devices
    self.percent = Int(percent(row.arrivedMilli).rounded(.toNearestOrEven))
    allocatedPercent = percent(totals.allocatedMilli).printedHundredths
    amount = fragmented.printedHundredths
    fragmentedPercent = devices > 0 ? (100 * amount / 1000 / devices).printedHundredths : 0
    ratioPercent = idle > 0 ? (100 * fragmented / idle).printedHundredths : 0
  }

  /// The means over `points`, which are not empty, as the row of `percent`.
  private init(_ points: ArraySlice<FragmentationPoint>, percent: Int) {
    func mean(_ value: (FragmentationPoint) -> Double) -> Double {
      points.map(value)[...].pairwiseMean
    }
    let last = points[points.endIndex - 1]
    (time, arrivals, arrivedMilli) = (last.time, last.arrivals, last.arrivedMilli)
    values = last.values.indices.map { column in mean { $0.values[column] } }
    self.percent = percent
    devices = last.devices
    amount = mean(\.amount)
    allocatedPercent = Self.rounded(mean(\.allocatedPercent))
    fragmentedPercent = devices > 0 ? Self.rounded(100 * amount / 1000 / devices) : 0
    ratioPercent = mean(\.ratioPercent)
  }

  /// The means by percent of what has arrived; a percent without arrivals has those of its
  /// neighbors.
  static func percents(_ rows: ContiguousArray<FragmentationRow>) -> [FragmentationPoint] {
    let points = rows.map { FragmentationPoint($0) }
    guard let last = points.last else { return [] }
    var (first, result) = (0, [FragmentationPoint]())
    for percent in 0...last.percent {
      while first < points.count, points[first].percent < percent { first += 1 }
      var (start, end) = (first, first)
      while end < points.count, points[end].percent == percent { end += 1 }
      if start == end {
        while start > 0, points[start - 1].percent >= percent - 1 { start -= 1 }
        while end < points.count, points[end].percent <= percent + 1 { end += 1 }
      }
      if start < end { result.append(FragmentationPoint(points[start..<end], percent: percent)) }
    }
    return result
  }

  /// Hundredths, as NumPy's `round` forms them.
  private static func rounded(_ value: Double) -> Double {
    (value * 100).rounded(.toNearestOrEven) / 100
  }
}
