/// The law of a random quantity.
///
/// Every draw uses only IEEE 754 additions, multiplications, divisions, square roots and integer
/// operations, so a seed gives equal bit patterns on every platform.
public protocol ProbabilityDistribution: Hashable, Sendable {
  /// The expected value; infinity where it does not exist.
  var mean: Double { get }

  /// The least value that is not exceeded with the given probability (0 to 1). At 0 and 1: the ends
  /// of the distribution, which may be infinite.
  func quantile(_ probability: Double) -> Double

  /// Draws a value.
  func sample(using random: inout RandomStream) -> Double
}

extension ProbabilityDistribution {
  /// Draws a value by inversion: the quantile of one uniform draw.
  ///
  /// One draw a value, and a larger draw never gives a smaller value; so a change of a parameter
  /// moves every value one way, which keeps compared runs alike.
  public func sample(using random: inout RandomStream) -> Double {
    quantile(random.openUnitInterval())
  }

  /// Draws a span, the distribution being in seconds: to the nearest microsecond, no shorter than
  /// zero and no longer than `SimulationDuration.longest`.
  public func sampleDuration(using random: inout RandomStream) -> SimulationDuration {
    max(.zero, SimulationDuration(nearestToSeconds: sample(using: &random)))
  }
}

/// Traps unless `probability` is one.
func requireProbability(_ probability: Double) {
  precondition(probability >= 0 && probability <= 1, "a probability lies between 0 and 1")
}
