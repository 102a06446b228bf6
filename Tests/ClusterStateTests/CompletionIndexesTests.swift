import SimulationEngine
import Testing

@testable import ClusterState

/// Sets of completion indexes, against a plain set.
@Suite struct CompletionIndexesTests {
  @Test(
    arguments: [
      ([], ""), ([3], "3"), ([0, 1], "0,1"), ([0, 1, 2], "0-2"), ([5, 0, 2, 1], "0-2,5"),
      ([1, 3, 2], "1-3"), ([7, 7, 8, 10], "7,8,10"), ([0, 1, 3, 4, 6, 7, 8], "0,1,3,4,6-8"),
    ] as [([Int32], String)])
  func `indexes are written as the API has them`(indexes: [Int32], text: String) throws {
    var set = CompletionIndexes()
    for index in indexes { set.insert(index) }
    #expect(set.description == text)
    if !text.isEmpty {
      let read = try CompletionIndexes(parsing: text)
      #expect(indexes.allSatisfy(read.contains) && read.count == set.count)
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a set of ranges is a set`(seed: UInt64) {
    var stream = RandomStream(seed: seed, name: "indexes")
    var (set, plain) = (CompletionIndexes(), Set<Int32>())
    for _ in 0..<60 {
      let index = Int32(stream.index(below: 50))
      set.insert(index)
      plain.insert(index)
      #expect(set.count == Int32(plain.count))
    }
    for index in 0..<60 as Range<Int32> { #expect(set.contains(index) == plain.contains(index)) }
    let low = set.limited(to: 20)
    #expect(low.count == Int32(plain.count { $0 < 20 }))
    #expect(set.intersectionCount(low) == low.count)
    for (range, next) in zip(set.ranges, set.ranges.dropFirst()) {
      #expect(range.upperBound + 1 < next.lowerBound)
    }
  }
}
