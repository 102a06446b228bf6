import KubernetesObjects

/// By how much the ratio of what is used to what is aimed at may differ from 1 without a change.
package struct Tolerance: Hashable, Sendable {
  /// How a version of Kubernetes compares; at the very bound their answers differ.
  package enum Comparison: Hashable, Sendable {
    /// The distance from 1 with the tolerance: 1.1 is beyond a tolerance of 0.1, as 1.1 − 1 is a
    /// little more than 0.1 in floating point. Kubernetes before 1.33.
    case distance
    /// The ratio with 1 minus and 1 plus the tolerance: 1.1 is within 0.1. Kubernetes 1.33 and
    /// later, `Tolerances.isWithin`.
    case bounds
  }

  /// How the ratio is compared.
  package var comparison: Comparison
  /// The tolerance above 1.
  package var up: Double
  /// The tolerance below 1.
  package var down: Double

  /// A tolerance in thousandths, of both directions.
  package init(thousandths: Int64, _ comparison: Comparison) {
    self.comparison = comparison
    up = Double(thousandths) / 1000
    down = up
  }

  /// The tolerance with what an autoscaler's rules say of their directions.
  func overridden(up: Quantity?, down: Quantity?) -> Tolerance {
    var tolerance = self
    if let up { tolerance.up = Double(up.milliValue) / 1000 }
    if let down { tolerance.down = Double(down.milliValue) / 1000 }
    return tolerance
  }

  /// Whether a ratio calls for no change.
  package func contains(_ ratio: Double) -> Bool {
    switch comparison {
    case .distance: (1 - ratio).magnitude <= up
    case .bounds: (1 - down) <= ratio && ratio <= (1 + up)
    }
  }
}
