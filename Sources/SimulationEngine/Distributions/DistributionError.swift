/// A parameter that a distribution cannot have.
public struct DistributionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The distribution, as a scenario names it: `weibull`.
  public let distribution: String
  /// The parameter: `shape`.
  public let parameter: String
  /// What it must be: `must be positive and finite`.
  public let requirement: String
  /// What it was, as text.
  public let value: String

  /// `weibull: shape must be positive and finite, not -1.0`
  public var description: String {
    "\(distribution): \(parameter) \(requirement), not \(value)"
  }
}

/// Checks of the parameters of one distribution.
struct ParameterCheck {
  let distribution: String

  func require(
    _ holds: Bool, _ parameter: String, _ requirement: String, _ value: Double
  ) throws(DistributionError) {
    guard holds else {
      throw DistributionError(
        distribution: distribution, parameter: parameter, requirement: requirement,
        value: "\(value)")
    }
  }

  func positive(_ parameter: String, _ value: Double) throws(DistributionError) {
    try require(
      value > 0 && value < .infinity, parameter, "must be positive and finite", value)
  }

  func notNegative(_ parameter: String, _ value: Double) throws(DistributionError) {
    try require(
      value >= 0 && value < .infinity, parameter, "must be zero or positive, and finite", value)
  }

  func finite(_ parameter: String, _ value: Double) throws(DistributionError) {
    try require(value.isFinite, parameter, "must be finite", value)
  }
}
