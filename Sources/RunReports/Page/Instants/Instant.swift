import SimulationEngine

/// An instant of a run that is worth a sentence: what happened, and why as far as it was recorded.
struct Instant {
  /// How much there is to learn from an instant; those of more weight are shown first where there
  /// are many.
  enum Weight: Int, Comparable {
    case high
    case middle
    case low

    static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
  }

  let time: SimulationTime
  let weight: Weight
  let what: String
  /// The recorded cause with the settings in force; empty where no cause was recorded.
  let why: String
  /// The files in which it can be looked up.
  let files: String
}
