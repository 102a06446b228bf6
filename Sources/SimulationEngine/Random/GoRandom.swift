/// The numbers of Go's `math/rand`, as its global source gave them before Go 1.20: for repeating
/// published experiments that were drawn by it. Models draw from a `RandomStream`.
///
/// An additive lagged Fibonacci generator, x(i) = x(i−607) + x(i−273) modulo 2^64. Source:
/// `math/rand/rng.go` and `rand.go`, Go 1.20.
public struct GoRandom: Sendable {
  private static let length = 607
  private static let lag = 273

  private var state: ContiguousArray<UInt64>
  private var tap = 0
  private var feed = GoRandom.length - GoRandom.lag

  /// The source that `rand.Seed(seed)` leaves.
  public init(seed: Int64) {
    state = Self.seeded(seed, shifts: (40, 20))
    for index in state.indices { state[index] ^= Self.cooked[index] }
  }

  /// The next 64 bits, `Uint64`.
  public mutating func next() -> UInt64 {
    tap = tap == 0 ? Self.length - 1 : tap - 1
    feed = feed == 0 ? Self.length - 1 : feed - 1
    state[feed] &+= state[tap]
    return state[feed]
  }

  /// A number below `bound`, which is from 1 to 2^31 − 1: `Intn`.
  public mutating func intn(_ bound: Int) -> Int {
    let bound = UInt64(bound)
    func draw() -> UInt64 { (next() << 1) >> 33 }
    if bound & (bound - 1) == 0 { return Int(draw() & (bound - 1)) }
    let largest = (1 << 31) - 1 - (1 << 31) % bound
    var value = draw()
    while value > largest { value = draw() }
    return Int(value % bound)
  }

  /// The numbers from 0 to `count` − 1 in a drawn order: `Perm`.
  public mutating func permutation(_ count: Int) -> ContiguousArray<Int> {
    var order = ContiguousArray(repeating: 0, count: count)
    for index in 0..<count {
      let other = intn(index + 1)
      order[index] = order[other]
      order[other] = index
    }
    return order
  }

  /// Brings `elements` into a drawn order: `Shuffle`.
  public mutating func shuffle<Element>(_ elements: inout ContiguousArray<Element>) {
    for index in elements.indices.dropFirst().reversed() {
      elements.swapAt(index, Int(lemire(below: UInt32(index + 1))))
    }
  }

  /// Lemire's bounded draw (ACM TOMACS 29, 2019): `int31n`.
  private mutating func lemire(below bound: UInt32) -> UInt32 {
    func draw() -> UInt64 { ((next() << 1) >> 32) * UInt64(bound) }
    var product = draw()
    let threshold = (0 &- bound) % bound
    while UInt32(truncatingIfNeeded: product) < threshold { product = draw() }
    return UInt32(product >> 32)
  }
}

extension GoRandom {
  /// The state that follows from `seed` by a multiplicative generator, three numbers a word.
  private static func seeded(
    _ seed: Int64, shifts: (UInt64, UInt64)
  ) -> ContiguousArray<UInt64> {
    let modulus: Int64 = (1 << 31) - 1
    var remainder = seed % modulus
    if remainder < 0 { remainder += modulus }
    var value = UInt64(remainder == 0 ? 89_482_311 : remainder)
    func step() -> UInt64 {
      value = value * 48_271 % UInt64(modulus)
      return value
    }
    for _ in 0..<20 { _ = step() }
    return ContiguousArray(
      (0..<length).map { _ in
        let (first, second) = (step() << shifts.0, step() << shifts.1)
        return first ^ second ^ step()
      })
  }

  /// The constants that every seed is mixed with: the state of the generator after 7.8·10^12 draws.
  ///
  /// Nobody draws them here. What the generator gives after N draws is a sum of its first numbers,
  /// with the coefficients of t^N modulo t^607 = t^334 + 1. Source: `gen_cooked.go`, Go 1.20.
  private static let cooked: ContiguousArray<UInt64> = {
    let draws: UInt64 = 7_800_000_000_000
    let start = seeded(1, shifts: (20, 10))
    // Newest last: the oldest number stands before the feed and is replaced first.
    let first = length - lag - 1
    let history = ContiguousArray((0..<length).map { start[(first - $0 + length) % length] })
    var power = LagPolynomial.power(draws)
    var result = ContiguousArray(repeating: UInt64(0), count: length)
    let shift = Int(draws % UInt64(length))
    for index in 0..<length {
      result[((first - shift - index) % length + length) % length] = power.applied(to: history)
      power.multiplyByVariable()
    }
    return result
  }()

  /// A polynomial modulo t^607 = t^334 + 1, with coefficients modulo 2^64.
  private struct LagPolynomial {
    private var coefficients = ContiguousArray(repeating: UInt64(0), count: length)

    /// The variable to the power of `exponent`.
    static func power(_ exponent: UInt64) -> LagPolynomial {
      var result = LagPolynomial()
      result.coefficients[0] = 1
      for bit in (0..<(64 - exponent.leadingZeroBitCount)).reversed() {
        result.square()
        if exponent >> UInt64(bit) & 1 == 1 { result.multiplyByVariable() }
      }
      return result
    }

    func applied(to numbers: ContiguousArray<UInt64>) -> UInt64 {
      var sum: UInt64 = 0
      for index in 0..<length { sum &+= coefficients[index] &* numbers[index] }
      return sum
    }

    mutating func multiplyByVariable() {
      let last = coefficients.removeLast()
      coefficients.insert(last, at: 0)
      coefficients[length - lag] &+= last
    }

    private mutating func square() {
      var product = ContiguousArray(repeating: UInt64(0), count: 2 * length - 1)
      product.withUnsafeMutableBufferPointer { product in
        coefficients.withUnsafeBufferPointer { factor in
          for left in 0..<length where factor[left] != 0 {
            let value = factor[left]
            for right in 0..<length { product[left + right] &+= value &* factor[right] }
          }
        }
      }
      for index in (length..<product.count).reversed() {
        product[index - length] &+= product[index]
        product[index - lag] &+= product[index]
      }
      coefficients = ContiguousArray(product[..<length])
    }
  }
}
