import SimulationEngine

/// How many events about one object a component still writes: 25 at once, then one every five
/// minutes.
///
/// Source: the spam filter of `client-go/tools/record`, Kubernetes 1.9 to 1.36.
struct EventAllowance: Sendable {
  private static let burst: Int64 = 25
  private static let refill = SimulationDuration.seconds(300)

  /// When the allowance would be full again; of objects of which nothing was written, the start.
  private var full: [Int32: SimulationTime] = [:]

  /// Whether an event about the object in row `key` is written, which then counts.
  mutating func take(_ key: Int32, at now: SimulationTime) -> Bool {
    let due = max(full[key] ?? now, now) + Self.refill
    guard due - now <= Self.refill * Self.burst else { return false }
    full[key] = due
    return true
  }

  /// Forgets an object that is gone.
  mutating func forget(_ key: Int32) { full[key] = nil }
}
