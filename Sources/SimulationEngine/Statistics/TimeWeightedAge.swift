/// How old the oldest of something is, over time: an age that grows by itself until its origin
/// changes.
///
/// Exact in microseconds: the mean is an integral, and a quantile the least age below which the age
/// stayed for that part of the time. While there is nothing to be old, there is no age, and that
/// time does not count.
public struct TimeWeightedAge: Equatable, Sendable {
  /// An age that grew from one value to another.
  fileprivate struct Growth: Hashable, Sendable {
    let from: Int64
    let to: Int64
  }

  /// When what is now the oldest began; nil while there is nothing.
  public private(set) var origin: SimulationTime?
  private var since: SimulationTime
  private var growths: ContiguousArray<Growth> = []

  /// An age observed from `start` on, of nothing.
  public init(at start: SimulationTime = .zero) { since = start }

  /// The oldest is what began at `newOrigin` from `time` on; `time` must not precede the last
  /// change, nor the origin.
  public mutating func set(_ newOrigin: SimulationTime?, at time: SimulationTime) {
    guard newOrigin != origin else { return }
    close(at: time)
    origin = newOrigin
  }

  /// Forgets the time before `time`, which must not precede the last change; the age stays.
  public mutating func restart(at time: SimulationTime) {
    close(at: time)
    growths = []
  }

  /// The distribution until `end`, which must not precede the last change; nil if there was no age
  /// for any time.
  ///
  /// Complexity: O(n log n) in the number of changes.
  public func summary(until end: SimulationTime) -> TimeWeightedAgeSummary? {
    var closed = self
    closed.close(at: end)
    return TimeWeightedAgeSummary(closed.growths)
  }

  private mutating func close(at time: SimulationTime) {
    precondition(time >= since, "an age was set in the past")
    if let origin, time > since {
      growths.append(
        Growth(from: (since - origin).microseconds, to: (time - origin).microseconds))
    }
    since = time
  }
}

/// What the distribution of an age over time comes to, in microseconds.
public struct TimeWeightedAgeSummary: Equatable, Sendable {
  /// An age at which one more growth begins, or one ends.
  private struct Bound: Hashable, Sendable {
    let age: Int64
    let step: Int128
  }

  private let bounds: ContiguousArray<Bound>
  /// For how long there was an age, in microseconds.
  public let microseconds: Int128
  /// The time-weighted mean, rounded to the nearest.
  public let mean: Int64
  /// The greatest age.
  public let maximum: Int64

  fileprivate init?(_ growths: ContiguousArray<TimeWeightedAge.Growth>) {
    guard !growths.isEmpty else { return nil }
    var bounds: ContiguousArray<Bound> = []
    var (total, twiceArea): (Int128, Int128) = (0, 0)
    for growth in growths {
      bounds.append(Bound(age: growth.from, step: 1))
      bounds.append(Bound(age: growth.to, step: -1))
      let span = Int128(growth.to) - Int128(growth.from)
      total += span
      twiceArea += span * (Int128(growth.to) + Int128(growth.from))
    }
    bounds.sort { ($0.age, $0.step) < ($1.age, $1.step) }
    self.bounds = bounds
    microseconds = total
    mean = Ratio.rounded(twiceArea, 2 * total)
    maximum = bounds[bounds.count - 1].age
  }

  /// The least age at or below which the age stayed for that part of the time.
  public subscript(quantile: QuantileLevel) -> Int64 {
    let denominator = Int128(quantile.denominator)
    let wanted = (microseconds * Int128(quantile.numerator) + denominator - 1) / denominator
    var held: Int128 = 0
    var growing: Int128 = 0
    var age = bounds[0].age
    for bound in bounds {
      let gained = growing * (Int128(bound.age) - Int128(age))
      if growing > 0, held + gained >= wanted {
        return age + Int64((wanted - held + growing - 1) / growing)
      }
      held += gained
      growing += bound.step
      age = bound.age
    }
    return maximum
  }
}
