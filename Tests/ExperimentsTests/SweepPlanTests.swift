import Experiments
import Testing

/// Which runs a sweep has, and which of them a part does.
@Suite struct SweepPlanTests {
  private static let seeds = SeedRange(parsing: "3..5", from: 1)

  @Test func `a grid has every combination under every seed`() throws {
    let plan = try SweepPlan(
      axes: [.init(key: "a", values: ["1", "2"]), .init(key: "b", values: ["x", "y", "z"])],
      seeds: #require(Self.seeds))
    #expect(plan.count == 18 && plan.keys == ["a", "b"])
    #expect(
      plan.points == [["1", "x"], ["1", "y"], ["1", "z"], ["2", "x"], ["2", "y"], ["2", "z"]])
    #expect((0..<3).map { plan.seed(of: $0) } == [3, 4, 5] && plan.values(of: 2) == ["1", "x"])
    #expect(plan.seed(of: 3) == 3 && plan.values(of: 3) == ["1", "y"])
  }

  @Test func `without an axis there is one point`() throws {
    let plan = try SweepPlan(axes: [], seeds: #require(Self.seeds))
    #expect(plan.points == [[]] && plan.count == 3)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `points drawn by chance are different ones of the grid, in its order`(seed: UInt64) throws {
    let axes = [
      SweepPlan.Axis(key: "a", values: (0..<5).map(String.init)),
      SweepPlan.Axis(key: "b", values: (0..<4).map(String.init)),
    ]
    let grid = try SweepPlan(axes: axes, seeds: #require(Self.seeds)).points
    let some = try SweepPlan(axes: axes, seeds: #require(Self.seeds), sample: 7, seed: seed).points
    let places = some.compactMap { grid.firstIndex(of: $0) }
    #expect(places.count == 7 && places == Set(places).sorted())
    let again = try SweepPlan(axes: axes, seeds: #require(Self.seeds), sample: 7, seed: seed)
    #expect(again.points == some)
  }

  @Test func `a grid is not larger than can be run`() throws {
    let axes = (0..<4).map { SweepPlan.Axis(key: "\($0)", values: (0..<100).map(String.init)) }
    let seeds = try #require(Self.seeds)
    #expect(throws: SweepPlan.Problem.self) { try SweepPlan(axes: axes, seeds: seeds) }
    #expect(throws: SweepPlan.Problem.self) {
      try SweepPlan(axes: [axes[0]], seeds: seeds, sample: 101)
    }
  }

  @Test(arguments: [1, 2, 3, 8])
  func `parts share the runs out, each to one`(count: Int) throws {
    let shards = try (1...count).map { try #require(SweepShard(parsing: "\($0)/\(count)")) }
    for run in 0..<50 { #expect(shards.count { $0.contains(run) } == 1) }
  }

  @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", "1/"])
  func `what is no part is refused`(text: String) { #expect(SweepShard(parsing: text) == nil) }
}
