import Foundation

/// The seeds over which a law is tried; `WAVETANK_PROPERTY_SEEDS` asks for another number.
enum PropertySeeds {
  /// The seeds from 1, as many as asked for, or else `usual`.
  static func first(_ usual: Int) -> ClosedRange<UInt64> {
    let asked = ProcessInfo.processInfo.environment["WAVETANK_PROPERTY_SEEDS"].flatMap { Int($0) }
    return 1...UInt64(max(1, asked ?? usual))
  }
}
