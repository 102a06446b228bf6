import SimulationEngine
import Testing

/// Go's documented numbers: whoever seeds with 1 gets these.
@Suite struct GoRandomTests {
  @Test func theFirstNumbersAreThoseOfGo() {
    var random = GoRandom(seed: 1)
    #expect((0..<5).map { _ in random.intn(100) } == [81, 87, 47, 59, 81])
  }

  @Test func aPowerOfTwoTakesTheLowBits() {
    var (power, all) = (GoRandom(seed: 7), GoRandom(seed: 7))
    for _ in 0..<100 { #expect(power.intn(64) == Int((all.next() << 1) >> 33) & 63) }
  }

  @Test(arguments: [Int64.min, -1, 0, 1, 89_482_311, 2_147_483_647, Int64.max] as [Int64])
  func everySeedGivesAnOrderOfEachElementOnce(seed: Int64) {
    var random = GoRandom(seed: seed)
    #expect(random.permutation(200).sorted() == Array(0..<200))
    var elements = ContiguousArray(0..<200)
    random.shuffle(&elements)
    #expect(elements.sorted() == Array(0..<200))
    #expect(elements != ContiguousArray(0..<200))
  }

  @Test func seedsThatAreEqualModuloThePrimeAreOne() {
    var (first, second) = (GoRandom(seed: 42), GoRandom(seed: 42 + (1 << 31) - 1))
    for _ in 0..<10 { #expect(first.next() == second.next()) }
  }
}
