extension Double {
  /// The number as it is printed with two decimals, and read again: the nearest hundredth of the
  /// exact binary value, halves to even. For numbers of less than 2^56 in size.
  var printedHundredths: Double { Double(hundredths) / 100 }

  /// The nearest whole number of hundredths, halves to even.
  var hundredths: Int64 {
    guard self != 0, isFinite else { return 0 }
    // The value is significand × 2^shift, without rounding.
    let shift = Int(exponent) - 52
    let significand = Int128((self.significand * 0x1p52).magnitude) * 100
    var whole: Int128
    if shift >= 0 {
      whole = significand << Int128(shift)
    } else if shift < -100 {
      whole = 0
    } else {
      whole = significand >> Int128(-shift)
      let rest = significand - whole << Int128(-shift)
      let half = Int128(1) << Int128(-shift - 1)
      if rest > half || (rest == half && whole & 1 == 1) { whole += 1 }
    }
    return Int64(clamping: self < 0 ? -whole : whole)
  }
}
