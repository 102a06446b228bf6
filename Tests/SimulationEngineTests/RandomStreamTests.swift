import Testing

@testable import SimulationEngine

struct RandomStreamTests {
  @Test func `a stream takes 16 bytes`() {
    #expect(MemoryLayout<RandomStream>.stride == 16)
  }

  @Test func `the generator is xoroshiro128++`() {
    // The authors' test vector: the first outputs from the state (1, 2).
    var stream = RandomStream(low: 1, high: 2)
    for output: UInt64 in [
      393_217, 669_327_710_093_319, 1_732_421_326_133_921_491, 11_394_790_081_659_126_983,
    ] {
      expectEqual(stream.next(), output)
    }
    var zero = RandomStream(low: 0, high: 0)
    let draws = (0..<4).map { _ in zero.next() }
    #expect(draws.contains { $0 != 0 }, "the all-zero state is avoided")
  }

  @Test func `a stream depends on seed and name alone`() {
    var a = RandomStream(seed: 1, name: "faults/worker-3")
    var b = RandomStream(seed: 1, name: "faults/worker-3")
    for _ in 0..<10 { expectEqual(a.next(), b.next()) }
    #expect(a == b)
    expectEqual(a.unseed(), b.unseed())
  }

  @Test func `names that hardly differ give unrelated streams`() {
    let names =
      ["", "a", "b", "aa", "\0", "a\0", "a\0\0\0\0\0\0\0", "abcdefgh", "abcdefgh\0", "hgfedcba"]
      + (0..<2_000).map { "startup/default/web-\($0)" }
    var seen: Set<UInt64> = []
    var bitCounts = [Int](repeating: 0, count: 64)
    for name in names {
      for seed in [0, 1, .max] as [UInt64] {
        var stream = RandomStream(seed: seed, name: name)
        let draw = stream.next()
        #expect(seen.insert(draw).inserted, "seed \(seed), name '\(name)'")
        for bit in 0..<64 where draw >> bit & 1 == 1 { bitCounts[bit] += 1 }
      }
    }
    let half = Double(seen.count) / 2
    for (bit, count) in bitCounts.enumerated() {
      // Four standard deviations.
      #expect((Double(count) - half).magnitude < 4 * (half / 2).squareRoot(), "bit \(bit)")
    }
  }

  @Test(arguments: [1, 2, 3, 7, 10] as [UInt64])
  func `bounded draws are even`(bound: UInt64) {
    var random = RandomStream(seed: 3, name: "bounded \(bound)")
    var counts = [Int](repeating: 0, count: Int(bound))
    for _ in 0..<10_000 { counts[Int(random.bounded(bound))] += 1 }
    let expected = 10_000 / Double(bound)
    let chiSquare = counts.reduce(0) { sum, count in
      sum + (Double(count) - expected) * (Double(count) - expected) / expected
    }
    #expect(chiSquare < 34, "nine degrees of freedom at most, p = 0.0001")
  }

  @Test func `a bounded draw rejects what would make some numbers likelier`() {
    // With a bound of 2^63 + 1 nearly half of all draws are rejected.
    let bound: UInt64 = 1 << 63 | 1
    var random = RandomStream(seed: 4, name: "rejection")
    var raw = random
    var rejected = 0
    for _ in 0..<1_000 {
      var product = raw.next().multipliedFullWidth(by: bound)
      while product.low < (0 &- bound) % bound {
        rejected += 1
        product = raw.next().multipliedFullWidth(by: bound)
      }
      expectEqual(random.bounded(bound), product.high)
    }
    #expect((850...1_150).contains(rejected))
    #expect(random == raw)
  }

  @Test func `whole numbers of a range include its ends, however wide it is`() {
    var random = RandomStream(seed: 5, name: "ranges")
    var seen: Set<Int64> = []
    for _ in 0..<200 { seen.insert(random.integer(in: -2...2)) }
    #expect(seen == [-2, -1, 0, 1, 2])
    expectEqual(random.integer(in: 9...9), 9)
    var signs: Set<Int64> = []
    for _ in 0..<50 { signs.insert(random.integer(in: .min ... .max).signum()) }
    #expect(signs == [-1, 1])
  }

  @Test func `unit draws stay within their interval and are even`() {
    var random = RandomStream(seed: 6, name: "unit")
    var summary = SampleSummary()
    for _ in 0..<10_000 {
      let closed = random.unitInterval()
      #expect(closed >= 0 && closed < 1)
      let open = random.openUnitInterval()
      #expect(open > 0 && open < 1 && 1 - (1 - open) == open)
      summary.add(closed)
      summary.add(open)
    }
    #expect(((summary.mean ?? 0) - 0.5).magnitude < 0.01)
  }

  @Test func `a chance of zero never comes, of one always, of a quarter now and then`() {
    var random = RandomStream(seed: 7, name: "chance")
    var count = 0
    for _ in 0..<2_000 {
      expectEqual(random.chance(0), false)
      expectEqual(random.chance(1), true)
      if random.chance(0.25) { count += 1 }
    }
    #expect((400...600).contains(count))
  }

  @Test func `a shuffle makes every order alike`() {
    var random = RandomStream(seed: 8, name: "shuffle")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 {
      var elements = [1, 2, 3]
      random.shuffle(&elements)
      counts[elements, default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { (850...1_150).contains($0) })
    var slice = [0, 1, 2, 3, 4, 5][2...4]
    random.shuffle(&slice)
    #expect(slice.sorted() == [2, 3, 4])
    var none: [Int] = []
    random.shuffle(&none)
    #expect(none.isEmpty)
  }
}
