import SimulationEngine
import StructuredText

/// Which runs a sweep has: points of parameters, each under every seed.
///
/// Runs are numbered from 0, the seeds of one point side by side. All points meet equal seeds, so
/// that their differences are not those of luck.
package struct SweepPlan: Hashable, Sendable {
  /// One key of the scenario and the values that it takes.
  package struct Axis: Hashable, Sendable {
    package let key: String
    package let values: [String]

    /// The key with its values, of which there is at least one.
    package init(key: String, values: [String]) {
      self.key = key
      self.values = values
    }
  }

  /// A plan that cannot be.
  package struct Problem: Error, Sendable {
    /// What was expected.
    package let message: String
  }

  /// The keys that vary.
  package let keys: [String]
  /// The values of the keys at each point; an empty one leaves what the scenario says.
  package let points: [[String]]
  package let seeds: SeedRange

  /// The most runs of one sweep.
  package static let mostRuns = 10_000_000

  /// The points given, each with a value for every key.
  package init(
    keys: [String], points: [[String]], seeds: SeedRange
  ) throws(Problem) {
    self.keys = keys
    self.points = points
    self.seeds = seeds
    guard points.count <= Self.mostRuns / seeds.count else {
      throw Problem(message: "a sweep has at most \(Self.mostRuns) runs")
    }
  }

  /// Every combination of the values of `axes`, the last axis changing fastest; of these `sample`
  /// by chance where it is given, drawn from `seed` and in the order of the grid.
  package init(
    axes: [Axis], seeds: SeedRange, sample: Int? = nil, seed: UInt64 = 0
  ) throws(Problem) {
    var size = 1
    for axis in axes {
      let (product, overflow) = size.multipliedReportingOverflow(by: axis.values.count)
      guard !overflow, product <= Self.mostRuns else {
        throw Problem(message: "a grid has at most \(Self.mostRuns) points")
      }
      size = product
    }
    var chosen = Array(0..<size)
    if let sample {
      guard sample <= size else {
        throw Problem(message: "the grid has \(size) points, fewer than \(sample)")
      }
      var stream = RandomStream(seed: seed, name: "sweep/points")
      stream.shuffle(&chosen)
      chosen = chosen.prefix(sample).sorted()
    }
    let points = chosen.map { Self.point($0, of: axes) }
    try self.init(keys: axes.map(\.key), points: points, seeds: seeds)
  }

  private static func point(_ number: Int, of axes: [Axis]) -> [String] {
    var rest = number
    var values: [String] = []
    for axis in axes.reversed() {
      values.append(axis.values[rest % axis.values.count])
      rest /= axis.values.count
    }
    return values.reversed()
  }

  /// How many runs there are.
  package var count: Int { points.count * seeds.count }

  /// The values of run `run`.
  package func values(of run: Int) -> [String] { points[run / seeds.count] }

  /// The seed of run `run`.
  package func seed(of run: Int) -> UInt64 { seeds.first + UInt64(run % seeds.count) }

  /// What tells one sweep from another, beside its inputs.
  package var syntaxValue: SyntaxValue {
    [
      "keys": .sequence(keys.map { .string($0) }),
      "points": .sequence(points.map { .sequence($0.map { .string($0) }) }),
      "seeds": ["first": .number(String(seeds.first)), "count": .integer(Int64(seeds.count))],
      "runs": .integer(Int64(count)),
    ]
  }
}
