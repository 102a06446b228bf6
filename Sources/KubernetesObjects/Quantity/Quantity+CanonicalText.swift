extension Quantity: CustomStringConvertible {
  /// The canonical text: the largest suffix of the family that leaves a whole number.
  ///
  /// The binary family falls back to decimal notation below 1024 and for a value with a fraction.
  /// A value past the largest suffix keeps that suffix (`1000E`): the notation stays.
  public var description: String {
    if isZero { return "0" }
    if format == .binarySI, let text = binaryText { return text }
    // The digits move so that the exponent is a multiple of three: at most two zeros are added.
    var exponent = number.exponent
    var zeros = 0
    let floor = exponent >= 0 ? exponent / 3 * 3 : -((2 - exponent) / 3 * 3)
    zeros = exponent - floor
    exponent = floor
    if format == .decimalExponent {
      let digits = String(number.significand) + String(repeating: "0", count: zeros)
      return exponent == 0 ? digits : digits + "e" + String(exponent)
    }
    if exponent > 18 {
      zeros += exponent - 18
      exponent = 18
    }
    let digits = String(number.significand) + String(repeating: "0", count: zeros)
    return digits + Self.decimalSuffixes[exponent / 3 + 3]
  }

  /// The suffixes of 10⁻⁹, 10⁻⁶, … 10¹⁸.
  private static let decimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]

  /// The suffixes of 1024⁰, 1024¹, … 1024⁶.
  private static let binarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]

  /// The text in powers of 1024, or nil where only decimal notation is exact.
  private var binaryText: String? {
    guard number.isWhole, number.exponent < 38 else { return nil }
    let (product, overflow) = number.significand.multipliedReportingOverflow(
      by: ExactDecimal.powersOfTen[number.exponent])
    guard !overflow, product.magnitude >= 1024 else { return nil }
    let power = min(product.trailingZeroBitCount / 10, Self.binarySuffixes.count - 1)
    return String(product >> Int128(power * 10)) + Self.binarySuffixes[power]
  }
}
