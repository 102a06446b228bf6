import SimulationEngine

/// A rate limit: so many calls a second, with a burst saved up while nothing is called.
///
/// Kept as the instant at which the bucket would be full again, which is exact in integers (the
/// generic cell rate algorithm, ITU-T I.371, equal to the token bucket of `client-go`'s
/// `flowcontrol`).
package struct TokenBucket: Hashable, Sendable {
  /// The time in which one token drips in; zero for no limit.
  package let interval: SimulationDuration
  /// How many tokens the bucket holds.
  package let burst: Int64
  private var fullAt: SimulationTime = .zero

  /// A full bucket of `burst` tokens, one more every `interval`.
  package init(interval: SimulationDuration, burst: Int64) {
    precondition(interval >= .zero && burst >= 1, "a bucket holds at least one token")
    self.interval = interval
    self.burst = burst
  }

  /// A bucket that fills at a rate in thousandths of a token a second; zero for no limit.
  package init(thousandthsPerSecond rate: Int64, burst: Int64) {
    let interval = rate > 0 ? SimulationDuration(microseconds: 1_000_000_000 / rate) : .zero
    self.init(interval: interval, burst: burst)
  }

  /// A bucket that is never empty.
  package static let unlimited = TokenBucket(interval: .zero, burst: 1)

  /// Takes a token, which may first have to drip in; returns when the caller may go on.
  package mutating func take(at now: SimulationTime) -> SimulationTime {
    let start = max(fullAt, now)
    fullAt = start + interval
    return max(now, fullAt - interval * burst)
  }

  /// Takes a token if one is there; false, and nothing taken, if not.
  package mutating func tryTake(at now: SimulationTime) -> Bool {
    var next = self
    guard next.take(at: now) == now else { return false }
    self = next
    return true
  }
}
