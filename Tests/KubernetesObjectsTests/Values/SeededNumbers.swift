/// A small generator (SplitMix64) for property tests: a seed names every case.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  /// A number from 0 up to but not including `count`.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  /// One of `choices`.
  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  /// `text` with a few bytes removed, doubled or replaced by ones that mean something.
  mutating func mutated(_ text: String, alphabet: String) -> String {
    var bytes = Array(text.utf8)
    let letters = Array(alphabet.utf8)
    for _ in 0...below(3) {
      let place = below(bytes.count + 1)
      switch below(3) {
      case 0 where place < bytes.count: bytes.remove(at: place)
      case 1 where place < bytes.count: bytes[place] = pick(letters)
      default: bytes.insert(pick(letters), at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
