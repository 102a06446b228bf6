extension Quantity {
  /// Reads `[+-] digits [. digits] suffix` in one pass.
  ///
  /// Digits past 10⁻⁹ round away from zero; a binary quantity is capped at 2⁶³−1; more than 37
  /// significant digits round away from zero. Digits may be missing (`m` is zero), as the Go parser
  /// has it. What has more than 10,000 digits before the point once its suffix is applied is
  /// refused.
  /// - Throws: a `ValueError` with the place, what was expected and, for the usual slips, the text
  ///   that was probably meant.
  public init(parsing text: String) throws(ValueError) {
    self = try text.parsingUTF8 { (bytes) throws(ValueError) in try Quantity(utf8: bytes) }
  }

  /// Reads a quantity from UTF-8 bytes, as `init(parsing:)` does from a text.
  public init(utf8 bytes: UnsafeBufferPointer<UInt8>) throws(ValueError) {
    guard let digits = QuantityDigits(bytes) else {
      throw QuantitySlip(bytes).error
    }
    guard let suffix = QuantitySuffix(bytes[digits.end...]) else {
      throw QuantitySlip(bytes).error
    }
    if digits.isEmpty, !Self.acceptsNoDigits(before: suffix) {
      throw ValueError(
        "\(String(decoding: bytes.prefix(256), as: UTF8.self).excerpt) is not a quantity: "
          + "expected a number before the suffix", offset: digits.start)
    }
    self = suffix.format == .binarySI ? digits.binary(suffix) : digits.decimal(suffix)
    guard number.wholeDigitCount <= Self.maximumWholeDigits else {
      throw ValueError(
        "\(String(decoding: bytes.prefix(256), as: UTF8.self).excerpt) is too large a quantity: "
          + "expected less than 1e\(Self.maximumWholeDigits)", offset: digits.start)
    }
  }

  /// Whether the Go parser takes `suffix` without any digit for zero: it does so wherever its
  /// 64-bit fast path applies, which is up to `Ti` and down to 10⁻⁹.
  private static func acceptsNoDigits(before suffix: QuantitySuffix) -> Bool {
    suffix.format == .binarySI ? suffix.exponent <= 40 : suffix.exponent >= -9
  }
}
