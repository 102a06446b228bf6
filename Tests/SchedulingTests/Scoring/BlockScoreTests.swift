import ClusterState
import SimulationEngine
import Testing

@testable import Scheduling

/// Scores of nodes side by side, worked out two at a time in doubles, against the formulas for one
/// node, in integers.
struct BlockScoreTests {
  /// What nodes have, by row, and what a pod wants.
  struct Nodes {
    var allocatable = ResourceColumns()
    var requested: CPUAndMemoryLoad.Requested = ([], [])
    var wanted: (cpu: Int64, memory: Int64) = (0, 0)

    mutating func add(cpu: (all: Int64, used: Int64), memory: (all: Int64, used: Int64)) {
      allocatable.milliCPU.append(cpu.all)
      allocatable.memoryBytes.append(memory.all)
      requested.milliCPU.append(cpu.used)
      requested.memoryBytes.append(memory.used)
    }

    /// The scores of `ids` by least and by balanced allocation, and by the change of the balance.
    func scores(_ ids: ContiguousArray<NodeID>, weight: Int64 = 1) -> Scores {
      var (least, balance) = (ScoreColumn(nodes: ids), ScoreColumn(nodes: ids))
      var change = ScoreColumn(nodes: ids)
      CPUAndMemoryLoad.with(
        allocatable, requested, cpu: (wanted.cpu, weight), memory: (wanted.memory, weight)
      ) { load in
        ScoringStrategy.leastAllocated.fill(&least, load)
        balance.fill(block: load.balance) { load.balance(row: $0.row) }
        change.fill(block: load.balanceChange) { load.balanceChange(row: $0.row) }
      }
      return Scores(least: least.scores, balance: balance.scores, change: change.scores)
    }

    struct Scores: Equatable {
      let least: ContiguousArray<Int64>
      let balance: ContiguousArray<Int64>
      let change: ContiguousArray<Int64>
    }

    func least(_ row: Int) -> Int64 {
      var (sum, count): (Int64, Int64) = (0, 0)
      for (all, used) in amounts(row) where all > 0 {
        sum += used > all ? 0 : (all - used) * 100 / all
        count += 1
      }
      return count == 0 ? 0 : sum / count
    }

    func balance(_ row: Int) -> Int64 {
      let fractions = amounts(row).filter { $0.all > 0 }
        .map { min(Double($0.used) / Double($0.all), 1) }
      guard fractions.count == 2 else { return 100 }
      return Int64((1 - ((fractions[0] - fractions[1]) / 2).magnitude) * 100)
    }

    func change(_ row: Int) -> Int64 {
      var before = self
      before.wanted = (0, 0)
      return 50 + (50 + balance(row) - before.balance(row)) / 2
    }

    private func amounts(_ row: Int) -> [(all: Int64, used: Int64)] {
      [
        (allocatable.milliCPU[row], requested.milliCPU[row] + wanted.cpu),
        (allocatable.memoryBytes[row], requested.memoryBytes[row] + wanted.memory),
      ]
    }
  }

  @Test(
    "nodes of any size score as one by one, side by side or with gaps",
    arguments: 1...40 as ClosedRange<UInt64>)
  func equalsTheFormulas(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "blocks")
    /// Up to 2^`bits`, each length equally often.
    func amount(_ bits: UInt64) -> Int64 { Int64(random.next() >> (63 - random.next() % bits)) }
    // Every third seed has nodes beyond what is worked out side by side, and some without anything.
    let isWide = seed % 3 == 0
    var nodes = Nodes()
    nodes.wanted = (amount(20), amount(40))
    for _ in 0..<300 {
      func resource(_ bits: UInt64) -> (Int64, Int64) {
        let all = isWide && random.next() % 40 == 0 ? amount(54) - 1 : 1 + amount(bits)
        return (all, random.next() % 4 == 0 ? amount(bits) : all / (1 + amount(8)))
      }
      nodes.add(cpu: resource(20), memory: resource(45))
    }
    for ids in [
      ContiguousArray((0..<300).map { NodeID($0) }),
      ContiguousArray((0..<300).filter { $0 % 97 != 5 }.map { NodeID($0) }),
      ContiguousArray((0..<300).reversed().map { NodeID($0) }),
    ] {
      let scores = nodes.scores(ids)
      for (place, id) in ids.enumerated() {
        #expect(scores.least[place] == nodes.least(id.row), "row \(id)")
        #expect(scores.balance[place] == nodes.balance(id.row), "row \(id)")
        #expect(scores.change[place] == nodes.change(id.row), "row \(id)")
      }
      #expect(nodes.scores(ids, weight: 3) == scores)
    }
  }

  @Test("quotients just below and at whole numbers are cut off as integers are")
  func wholeQuotients() {
    var nodes = Nodes()
    for all in [3, 7, 100, 101, 4096, 1 << 40, (1 << 46) - 1, (1 << 46) - 3] as [Int64] {
      for percent in 0...100 as ClosedRange<Int64> {
        // The least that makes up `percent`, and one less.
        let left = (all * percent + 99) / 100
        for left in [left, max(left - 1, 0)] {
          nodes.add(cpu: (all, all - left), memory: (all, all - left))
        }
      }
    }
    let ids = ContiguousArray(nodes.requested.milliCPU.indices.map { NodeID($0) })
    let scores = nodes.scores(ids)
    for id in ids { #expect(scores.least[id.row] == nodes.least(id.row), "row \(id)") }
    #expect(Set(scores.least).count == 101)
  }

  @Test("only ordinary nodes are worked out side by side")
  func outOfReach() {
    for (all, used) in [(0, 0), (-1, 0), (1 << 46, 0), (8, -1), (8, 1 << 46)] as [(Int64, Int64)] {
      var nodes = Nodes()
      for _ in 0..<5 { nodes.add(cpu: (8, 1), memory: (8, 1)) }
      #expect(Self.areInReach(nodes))
      nodes.add(cpu: (all, used), memory: (8, 1))
      #expect(!Self.areInReach(nodes), "\(used) of \(all)")
    }
  }

  private static func areInReach(_ nodes: Nodes) -> Bool {
    var scores = ContiguousArray<Int64>(repeating: 0, count: 8)
    var answers: [Bool] = []
    CPUAndMemoryLoad.with(
      nodes.allocatable, nodes.requested, cpu: (0, 1), memory: (0, 1)
    ) { load in
      scores.withUnsafeMutableBufferPointer {
        let rows = 0..<nodes.allocatable.milliCPU.count
        answers = [
          load.leastAllocated(rows: rows, $0.baseAddress!),
          load.balance(rows: rows, $0.baseAddress!),
          load.balanceChange(rows: rows, $0.baseAddress!),
        ]
      }
    }
    #expect(Set(answers).count == 1)
    return answers[0]
  }
}
