import SimulationEngine

/// Makes new inputs from known ones: small damage, moved blocks, pieces of the grammar, crossings.
struct MutationEngine {
  /// Inputs grow no further than this many bytes.
  static let longest = 1 << 14
  /// The most accepted inputs that are kept to be mutated further.
  static let poolLimit = 256

  private var random: RandomStream
  private var pool: [[UInt8]]
  private let seedCount: Int
  private let tokens: [[UInt8]]

  init(_ target: FuzzTarget, seed: UInt64) {
    random = RandomStream(seed: seed, name: "fuzz/\(target.name)")
    pool = target.seeds
    seedCount = pool.count
    tokens = target.tokens
  }

  /// The next input: one to six mutations of one from the pool.
  mutating func next() -> [UInt8] {
    var input = pool[random.index(below: pool.count)]
    for _ in 0...random.index(below: 6) { mutate(&input) }
    if input.count > Self.longest { input.removeSubrange(Self.longest...) }
    return input
  }

  /// Keeps an input that was accepted: what is made of it goes deeper than what is refused at once.
  mutating func keep(_ input: [UInt8]) {
    if pool.count < Self.poolLimit {
      pool.append(input)
    } else {
      pool[seedCount + random.index(below: pool.count - seedCount)] = input
    }
  }

  private mutating func mutate(_ input: inout [UInt8]) {
    let kind = random.index(below: 10)
    if input.isEmpty || kind < 3 { return insertToken(into: &input) }
    let offset = random.index(below: input.count)
    switch kind {
    case 3: input[offset] ^= 1 << UInt8(random.index(below: 8))
    case 4: input[offset] = interestingByte()
    case 5: input.insert(interestingByte(), at: offset)
    case 6: input.removeSubrange(block(at: offset, in: input))
    case 7: duplicateBlock(at: offset, in: &input)
    case 8: input.removeSubrange(offset...)
    default: cross(&input, at: offset)
    }
  }

  private mutating func insertToken(into input: inout [UInt8]) {
    let offset = random.index(below: input.count + 1)
    let token = tokens[random.index(below: tokens.count)]
    let times = random.index(below: 16) == 0 ? 1 + random.index(below: 64) : 1
    for _ in 0..<times { input.insert(contentsOf: token, at: offset) }
  }

  /// A byte that readers treat in a way of its own, more often than not.
  private mutating func interestingByte() -> UInt8 {
    let special: [UInt8] = [
      0x00, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x27, 0x2C, 0x2D, 0x3A, 0x5C, 0x7F, 0x80, 0xBF, 0xC0,
      0xED, 0xEF, 0xF4, 0xFE, 0xFF,
    ]
    return random.index(below: 2) == 0
      ? special[random.index(below: special.count)] : UInt8(random.index(below: 256))
  }

  private mutating func block(at offset: Int, in input: [UInt8]) -> Range<Int> {
    offset..<min(input.count, offset + 1 + random.index(below: 32))
  }

  private mutating func duplicateBlock(at offset: Int, in input: inout [UInt8]) {
    let block = Array(input[block(at: offset, in: input)])
    let times = random.index(below: 8) == 0 ? 1 + random.index(below: 100) : 1
    let place = random.index(below: input.count + 1)
    for _ in 0..<times where input.count <= Self.longest {
      input.insert(contentsOf: block, at: place)
    }
  }

  /// The beginning of the input and the end of another.
  private mutating func cross(_ input: inout [UInt8], at offset: Int) {
    let other = pool[random.index(below: pool.count)]
    guard !other.isEmpty else { return }
    input.replaceSubrange(offset..., with: other[random.index(below: other.count)...])
  }
}
