/// An amount of a resource as Kubernetes writes it: `500m`, `1.5Gi`, `2e3`.
///
/// The value is exact down to 10⁻⁹; the family of suffixes it was written in is kept for printing
/// and plays no part in comparisons.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource` v0.34.
public struct Quantity: Sendable {
  /// A quantity that is read has at most this many digits before the point, so that its text is
  /// short in every notation and reads back. (The Go code knows no such limit.)
  static let maximumWholeDigits = 10_000

  let number: ExactDecimal
  /// The family of suffixes in which the quantity is written.
  public let format: QuantityFormat

  init(number: ExactDecimal, format: QuantityFormat) {
    self.number = number
    self.format = format
  }

  /// A whole number of units, such as bytes or pods.
  public init(_ value: Int64, format: QuantityFormat = .decimalSI) {
    self.init(number: ExactDecimal(Int128(value), exponent: 0), format: format)
  }

  /// A number of thousandths, such as millicores.
  public init(milliValue: Int64, format: QuantityFormat = .decimalSI) {
    self.init(number: ExactDecimal(Int128(milliValue), exponent: -3), format: format)
  }

  /// No units at all, in decimal notation.
  public static let zero = Quantity(number: .zero, format: .decimalSI)

  /// Whether there is nothing of the resource.
  public var isZero: Bool { number.significand == 0 }

  /// -1, 0 or 1: the sign of the value.
  public var signum: Int { Int(number.significand.signum()) }

  /// The value in whole units, rounded away from zero; at the ends of `Int64` where it does not
  /// fit. (The Go code wraps around there.)
  public var value: Int64 { number.wholeNumber(timesTenTo: 0) }

  /// The value in thousandths, rounded away from zero; at the ends of `Int64` where it does not
  /// fit. CPU is consumed in this unit: `0.5m` counts as one.
  public var milliValue: Int64 { number.wholeNumber(timesTenTo: 3) }

  /// The nearest binary floating-point number, for ratios in reports and nothing that decides.
  public var approximateValue: Double {
    var result = Double(number.significand)
    var exponent = min(max(number.exponent, -400), 400)
    while exponent > 0 {
      result *= 10
      exponent -= 1
    }
    var divisor = 1.0
    while exponent < 0 {
      divisor *= 10
      exponent += 1
    }
    return result / divisor
  }
}

extension Quantity: Hashable, Comparable {
  /// Whether two quantities have equal values, in whatever notation.
  public static func == (a: Self, b: Self) -> Bool { a.number == b.number }

  /// Feeds the value, without its notation, into `hasher`.
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Orders quantities by value, exactly, in whatever notation: `1k` before `1Ki`.
  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}
