/// The digest SHA-256 (FIPS 180-4), to tell inputs apart.
enum SHA256 {
  /// The digest of `bytes` in hexadecimal.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    var state = initial
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      while start + 64 <= buffer.count {
        compress(UnsafeBufferPointer(rebasing: buffer[start..<start + 64]), into: &state)
        start += 64
      }
      var tail = Array(buffer[start...])
      tail.append(0x80)
      while tail.count % 64 != 56 { tail.append(0) }
      let bits = UInt64(buffer.count) &* 8
      for shift in stride(from: 56, through: 0, by: -8) {
        tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
      }
      tail.withUnsafeBufferPointer { tail in
        for start in stride(from: 0, to: tail.count, by: 64) {
          compress(UnsafeBufferPointer(rebasing: tail[start..<start + 64]), into: &state)
        }
      }
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func compress(_ block: UnsafeBufferPointer<UInt8>, into state: inout [UInt32]) {
    var words = [UInt32](repeating: 0, count: 64)
    for row in 0..<16 {
      words[row] =
        UInt32(block[4 * row]) << 24 | UInt32(block[4 * row + 1]) << 16
        | UInt32(block[4 * row + 2]) << 8 | UInt32(block[4 * row + 3])
    }
    for row in 16..<64 {
      let a = words[row - 15]
      let b = words[row - 2]
      let small = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3
      let large = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10
      words[row] = words[row - 16] &+ small &+ words[row - 7] &+ large
    }
    var v = state
    for row in 0..<64 {
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      let first =
        v[7] &+ (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) &+ choice
        &+ constants[row] &+ words[row]
      let second = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) &+ majority
      v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for row in 0..<8 { state[row] = state[row] &+ v[row] }
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static let primes: [UInt64] = {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes
  }()

  /// The first 32 bits of the fractions of the square roots of the first eight primes.
  private static let initial = primes.prefix(8).map { fraction(of: $0, power: 2) }

  /// The same of the cube roots of the first 64 primes.
  private static let constants = primes.map { fraction(of: $0, power: 3) }

  /// The first 32 bits of the fraction of a root, by bisection over whole numbers.
  private static func fraction(of prime: UInt64, power: Int) -> UInt32 {
    // root · 2^32 is the largest whole r with r^power ≤ prime · 2^(32 · power).
    var low: UInt64 = 0
    var high: UInt64 = 1 << 37
    while high - low > 1 {
      let middle = (low + high) / 2
      if isAtMost(middle, prime: prime, power: power) { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }

  private static func isAtMost(_ root: UInt64, prime: UInt64, power: Int) -> Bool {
    let square = UInt128(root) * UInt128(root)
    if power == 2 { return square <= UInt128(prime) << 64 }
    return square * UInt128(root) <= UInt128(prime) << 96
  }
}
