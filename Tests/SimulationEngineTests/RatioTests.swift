import SimulationEngine
import Testing

struct RatioTests {
  @Test func `quotients are rounded to the nearest, halves away from zero`() {
    #expect(Ratio.millionths(1 as Int64, of: 3) == 333_333)
    #expect(Ratio.millionths(2 as Int64, of: 3) == 666_667)
    #expect(Ratio.millionths(1 as Int64, of: 2_000_000) == 1)
    #expect(Ratio.millionths(-1 as Int64, of: 2_000_000) == -1)
    #expect(Ratio.millionths(1 as Int64, of: 2_000_001) == 0)
    #expect(Ratio.millionths(1 as Int64, of: 0) == nil)
    #expect(Ratio.millionths(Int64.max, of: 1) == .max)
    #expect(Ratio.rounded(7, 2) == 4)
    #expect(Ratio.rounded(5, 3) == 2)
    #expect(Ratio.rounded(4, 3) == 1)
    #expect(Ratio.rounded(0, 1) == 0)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the quick way to divide equals the one of 128 bits`(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "ratios")
    for _ in 0..<500 {
      let part = Int64(random.index(below: 1 << (1 + random.index(below: 62))))
      let whole = 1 + Int64(random.index(below: 1 << (1 + random.index(below: 62))))
      #expect(
        Ratio.millionths(part, of: whole) == Ratio.millionths(Int128(part), of: Int128(whole)),
        "\(part) of \(whole)")
    }
  }

  @Test func `the integer square root is the greatest whose square does not exceed the number`() {
    var random = RandomStream(seed: 1, name: "roots")
    var values: [UInt128] = [0, 1, 2, 3, 4, UInt128.max, UInt128.max - 1]
    for bits in 0..<127 {
      values.append((1 << UInt128(bits)) + UInt128(random.index(below: 1000)))
      let root = (1 << UInt128(bits / 2)) + UInt128(random.index(below: 1000))
      values += [root * root - 1, root * root, root * root + 1]
    }
    for value in values {
      let root = Ratio.squareRoot(value)
      #expect(root * root <= value, "\(value)")
      let (next, overflow) = (root + 1).multipliedReportingOverflow(by: root + 1)
      #expect(overflow || next > value, "\(value)")
    }
  }
}
