import ClusterState
import Testing

@testable import Scheduling

/// Scores of a plugin, whether all nodes have the same or not.
struct ScoreColumnTests {
  static let nodes: ContiguousArray<NodeID> = [NodeID(2), NodeID(5), NodeID(7)]

  @Test func beginsWithZeros() {
    #expect(ScoreColumn(nodes: Self.nodes).scores == [0, 0, 0])
  }

  @Test func isClearedWhateverItHeld() {
    var column = ScoreColumn(nodes: Self.nodes)
    column.fill(7)
    column.reset(to: Self.nodes)
    #expect(column.scores == [0, 0, 0])
    column.scores[1] = 3
    column.reset(to: Self.nodes)
    #expect(column.scores == [0, 0, 0])
    column.fill { Int64($0.row) }
    column.reset(to: [NodeID(1)])
    #expect(column.scores == [0])
    #expect(column.nodes == [NodeID(1)])
  }

  @Test func onlyWrittenScoresDiffer() {
    var column = ScoreColumn(nodes: Self.nodes)
    column.fill(4)
    column.scores[2] = 9
    #expect(Self.sums(of: column, weight: 2) == [108, 108, 118])
    column.fill { Int64($0.row) }
    #expect(Self.sums(of: column, weight: 2) == [104, 110, 114])
    column.fill(5)
    #expect(Self.sums(of: column, weight: 3) == [115, 115, 115])
  }

  @Test func oneThatIsOutOfRangeIsNamed() {
    var column = ScoreColumn(nodes: Self.nodes)
    #expect(Self.outOfRange(column) == nil)
    column.fill(101)
    #expect(Self.outOfRange(column) == 101)
    column.fill { $0.row == 7 ? -1 : 100 }
    #expect(Self.outOfRange(column) == -1)
    column.fill { $0.row == 5 ? 101 : 100 }
    #expect(Self.outOfRange(column) == 101)
    for extreme in [Int64.min, Int64.max] {
      column.fill { $0.row == 2 ? extreme : 0 }
      #expect(Self.outOfRange(column) == extreme)
    }
    column.fill(100)
    #expect(Self.outOfRange(column) == nil)
  }

  @Test(
    arguments: [
      ([0, 0, 0], [0, 0, 0], [100, 100, 100]), ([4, 4, 4], [100, 100, 100], [0, 0, 0]),
      ([1, 2, 3], [33, 66, 100], [67, 34, 0]),
    ] as [([Int64], [Int64], [Int64])])
  func normalizesInProportion(raw: [Int64], expected: [Int64], reversed: [Int64]) {
    var column = ScoreColumn(nodes: Self.nodes)
    for index in raw.indices { column.scores[index] = raw[index] }
    var uniform = ScoreColumn(nodes: Self.nodes)
    uniform.fill(raw[0])
    let isUniform = Set(raw).count == 1
    for (isReversed, expected) in [(false, expected), (true, reversed)] {
      for original in isUniform ? [column, uniform] : [column] {
        var column = original
        column.normalize(to: 100, reversed: isReversed)
        #expect(Array(column.scores) == expected)
        #expect(Self.sums(of: column, weight: 1) == expected.map { $0 + 100 })
      }
    }
  }

  private static func sums(of column: ScoreColumn, weight: Int64) -> [Int64] {
    var totals: ContiguousArray<Int64> = [100, 100, 100]
    #expect(column.add(to: &totals, weight: weight, upTo: 100) == nil)
    return Array(totals)
  }

  private static func outOfRange(_ column: ScoreColumn) -> Int64? {
    var totals: ContiguousArray<Int64> = [0, 0, 0]
    return column.add(to: &totals, weight: 1, upTo: 100)
  }
}
