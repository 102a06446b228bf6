import SimulationEngine

/// Random choices for a scenario.
struct Dice {
  private var stream: RandomStream

  init(seed: UInt64, _ purpose: String) { stream = RandomStream(seed: seed, name: purpose) }

  /// True once in `count` times.
  mutating func oneIn(_ count: Int) -> Bool { stream.index(below: count) == 0 }

  /// A number of `range`.
  mutating func number(_ range: ClosedRange<Int64>) -> Int64 { stream.integer(in: range) }

  /// One of `choices`.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[stream.index(below: choices.count)]
  }

  /// An instant from `start` to `end` seconds, to the millisecond.
  mutating func instant(_ start: Int64, _ end: Int64) -> SimulationTime {
    .milliseconds(number(start * 1000...end * 1000))
  }
}
