/// A reproducible stream of random numbers, named after what draws from it.
///
/// What draws owns its stream (`faults/worker-3`, `startup/default/web-7`), made from the seed
/// of the run and the name alone. No stream is affected by draws from another, so a new node, pod
/// or report changes nobody else's luck, and two policies compared under one seed meet the same
/// arrivals, lifetimes and failures (common random numbers).
///
/// The generator is xoroshiro128++ 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", ACM TOMS 47, 2021): 16 bytes of state, period 2^128 - 1. The standard library's
/// `random(in:using:)` and `shuffle(using:)` are not promised to keep their algorithms, so the type
/// is deliberately no `RandomNumberGenerator`; what a model needs is here.
public struct RandomStream: Hashable, Sendable {
  @usableFromInline var low: UInt64
  @usableFromInline var high: UInt64

  /// The stream called `name` in the run of `seed`.
  ///
  /// Seed, length and UTF-8 bytes of the name, eight at a time, are absorbed into two words by a
  /// bijective mixing step each, so names that differ in one character give unrelated streams.
  public init(seed: UInt64, name: String) {
    var low = Self.mixed(seed ^ 0x243F_6A88_85A3_08D3)
    var high = Self.mixed(seed ^ 0x1319_8A2E_0370_7344)
    func absorb(_ word: UInt64) {
      low = Self.mixed((low ^ word) &+ 0x9E37_79B9_7F4A_7C15)
      high = Self.mixed((high &+ word) ^ 0xA409_3822_299F_31D0)
    }
    var word: UInt64 = 0
    var byteCount: UInt64 = 0
    for byte in name.utf8 {
      word |= UInt64(byte) << (8 * (byteCount & 7))
      byteCount += 1
      if byteCount & 7 == 0 {
        absorb(word)
        word = 0
      }
    }
    absorb(word)
    absorb(byteCount)
    self.init(low: low, high: high)
  }

  /// A stream in a given state; the all-zero state, which the generator could not leave, is moved.
  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = low | high == 0 ? 1 : high
  }

  /// The next 64 bits, uniform.
  @inlinable public mutating func next() -> UInt64 {
    let sum = low &+ high
    let result = (sum << 17 | sum >> 47) &+ low
    let difference = high ^ low
    low = (low << 49 | low >> 15) ^ difference ^ (difference << 21)
    high = difference << 28 | difference >> 36
    return result
  }

  /// Closes the run: one more draw, recorded as the last word of the stream.
  ///
  /// Two runs whose streams end alike have drawn equally often from each.
  @inlinable public mutating func unseed() -> UInt64 { next() }

  /// The finaliser of MurmurHash3 with the constants of Stafford's mix 13: a bijection in which
  /// every bit of the input affects every bit of the output.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
