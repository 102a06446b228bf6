/// A number or a text: a port by number or name, or a count as a number or a percentage.
///
/// Source: `k8s.io/apimachinery/pkg/util/intstr` v0.34.
public enum IntOrString: Hashable, Sendable {
  /// A plain number.
  case int(Int32)
  /// A name, or a percentage such as `25%`.
  case string(String)

  /// Which way a fraction of an object is rounded.
  public enum Rounding: Sendable {
    /// To the larger integer, as surge and budgets are.
    case up
    /// To the smaller integer, as unavailability is.
    case down
  }

  /// A text as flags write it: a number where it is one, else itself.
  public init(text: String) {
    self = Int32(text).map(IntOrString.int) ?? .string(text)
  }

  /// The percentage, where the text is an integer and `%`; nil otherwise.
  public var percentage: Int64? {
    guard case .string(let text) = self, text.utf8.last == UInt8(ascii: "%") else { return nil }
    return Int64(String(decoding: text.utf8.dropLast(), as: UTF8.self))
  }

  /// The count that is meant, of `total` objects.
  ///
  /// A plain number is itself and is never held to `total`; a percentage is rounded once, exactly.
  /// Results beyond `Int64` stay at its ends.
  /// - Throws: a `ValueError` where the text is no percentage.
  public func resolved(of total: Int64, rounding: Rounding) throws(ValueError) -> Int64 {
    switch self {
    case .int(let number): return Int64(number)
    case .string(let text):
      guard let percentage else {
        throw ValueError(
          "expected an integer or a percentage such as \"25%\", found \(text.excerpt)")
      }
      let product = Int128(percentage) * Int128(total)
      let (quotient, remainder) = product.quotientAndRemainder(dividingBy: 100)
      switch rounding {
      case .up: return Int64(clamping: remainder > 0 ? quotient + 1 : quotient)
      case .down: return Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
      }
    }
  }
}

extension IntOrString: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A plain number.
  public init(integerLiteral value: Int32) { self = .int(value) }

  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension IntOrString: CustomStringConvertible {
  /// The number or the text.
  public var description: String {
    switch self {
    case .int(let number): String(number)
    case .string(let text): text
    }
  }
}
