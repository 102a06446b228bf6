/// The value of a scalar, as YAML 1.2's core schema (section 10.3) or JSON types it.
public enum ScalarValue: Hashable, Sendable {
  /// `null`, `~`, or nothing.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number that fits 64 bits.
  case integer(Int64)
  /// A number with a point or an exponent, an infinity, not-a-number, or a larger whole number.
  case float(Double)
  /// Everything else, and everything quoted.
  case string(String)

  /// Types the content of a plain scalar.
  init(plain text: UnsafeBufferPointer<UInt8>) {
    if let value = Self.constant(text) ?? Self.number(text) {
      self = value
    } else {
      self = .string(String(decoding: text, as: UTF8.self))
    }
  }

  /// Whether the content of a plain scalar is null.
  static func isNull(plain text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count <= 4 && constant(text) == .null
  }

  /// Whether the schema makes a string of a plain scalar's content.
  static func isString(plain text: UnsafeBufferPointer<UInt8>) -> Bool {
    constant(text) == nil && number(text) == nil
  }

  private static let letterE: UInt8 = 0x65
  private static let letterO: UInt8 = 0x6F
  private static let letterX: UInt8 = 0x78

  private static func constant(_ text: UnsafeBufferPointer<UInt8>) -> ScalarValue? {
    guard text.count <= 5 else { return nil }
    switch String(decoding: text, as: UTF8.self) {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .float(.infinity)
    case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
    case ".nan", ".NaN", ".NAN": return .float(.nan)
    default: return nil
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> ScalarValue? {
    guard let initial = text.first,
      ASCII.isDigit(initial) || initial == ASCII.plus || initial == ASCII.minus
        || initial == ASCII.point
    else { return nil }
    if text.count > 2, initial == ASCII.zero, text[1] == letterX || text[1] == letterO {
      return prefixedInteger(text[2...], radix: text[1] == letterX ? 16 : 8)
    }
    guard let isWhole = isDecimal(text) else { return nil }
    let digits = String(decoding: text, as: UTF8.self)
    if isWhole, let integer = Int64(digits) { return .integer(integer) }
    return Double(digits).map { .float($0) }
  }

  /// Digits after `0x` or `0o`.
  private static func prefixedInteger(
    _ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: Int
  ) -> ScalarValue? {
    guard digits.allSatisfy({ ASCII.hexadecimalValue($0).map { $0 < radix } ?? false }) else {
      return nil
    }
    if let integer = Int64(String(decoding: digits, as: UTF8.self), radix: radix) {
      return .integer(integer)
    }
    return .float(digits.reduce(0) { $0 * Double(radix) + Double(ASCII.hexadecimalValue($1) ?? 0) })
  }

  /// Whether a number has neither point nor exponent; nil if the text is not a decimal number.
  private static func isDecimal(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    var index = text[0] == ASCII.plus || text[0] == ASCII.minus ? 1 : 0
    func skipDigits() -> Int {
      let start = index
      while index < text.count, ASCII.isDigit(text[index]) { index += 1 }
      return index - start
    }
    let whole = skipDigits()
    var isWhole = true
    var fraction = 0
    if index < text.count, text[index] == ASCII.point {
      isWhole = false
      index += 1
      fraction = skipDigits()
    }
    guard whole + fraction > 0 else { return nil }
    if index < text.count, text[index] | 0x20 == letterE {
      isWhole = false
      index += 1
      if index < text.count, text[index] == ASCII.plus || text[index] == ASCII.minus { index += 1 }
      guard skipDigits() > 0 else { return nil }
    }
    return index == text.count ? isWhole : nil
  }
}
