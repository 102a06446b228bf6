extension Quantity {
  /// The exact sum, in the notation of the left operand unless that is zero.
  public static func + (a: Self, b: Self) -> Self {
    Quantity(number: a.number + b.number, format: a.isZero ? b.format : a.format)
  }

  /// The exact difference, in the notation of the left operand unless that is zero.
  public static func - (a: Self, b: Self) -> Self {
    Quantity(number: a.number + -b.number, format: a.isZero ? b.format : a.format)
  }

  /// The quantity with the opposite sign.
  public static prefix func - (a: Self) -> Self {
    Quantity(number: -a.number, format: a.format)
  }

  /// Adds `b`, keeping the notation unless the quantity was zero.
  public static func += (a: inout Self, b: Self) { a = a + b }

  /// Subtracts `b`, keeping the notation unless the quantity was zero.
  public static func -= (a: inout Self, b: Self) { a = a - b }
}
