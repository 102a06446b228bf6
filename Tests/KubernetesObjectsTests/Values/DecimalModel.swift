/// A slow, obvious model of quantities: decimal digits in arrays, no limits, no shortcuts.
struct DecimalModel: Equatable {
  var isNegative: Bool
  /// The digits of the magnitude in units of 10⁻⁹, last digit first, without zeros at the top.
  var nanos: [Int]

  init(isNegative: Bool, nanos: [Int]) {
    self.nanos = nanos
    while self.nanos.last == 0 { self.nanos.removeLast() }
    self.isNegative = isNegative && !self.nanos.isEmpty
  }

  /// Reads a quantity that is known to be well formed and not past the binary cap.
  init?(_ text: String) {
    var rest = Substring(text)
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    let number = rest.prefix { $0.isNumber || $0 == "." }
    let suffix = String(rest.dropFirst(number.count))
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts.first.map(String.init) ?? ""
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    var digits = (whole + fraction).reversed().compactMap { $0.wholeNumberValue }
    var exponent = -fraction.count
    let binary = ["Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6]
    let decimal = [
      "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
    ]
    if let power = binary[suffix] {
      for _ in 0..<power { digits = Self.times(1024, digits) }
    } else if let power = decimal[suffix] {
      exponent += power
    } else {
      guard let power = Int(suffix.dropFirst()) else { return nil }
      exponent += power
    }
    // Move the digits to units of 10⁻⁹, rounding up what falls off.
    var shift = exponent + 9
    var hasRest = false
    while shift < 0 && !digits.isEmpty {
      hasRest = digits.removeFirst() != 0 || hasRest
      shift += 1
    }
    if shift > 0 { digits.insert(contentsOf: Array(repeating: 0, count: shift), at: 0) }
    if hasRest { digits = Self.adding(digits, [1]) }
    if binary[suffix] != nil, Self.isLess(Self.cap, digits) { digits = Self.cap }
    self.init(isNegative: isNegative, nanos: digits)
  }

  /// 2⁶³−1 in units of 10⁻⁹: what a binary quantity is capped at.
  static let cap =
    Array(repeating: 0, count: 9)
    + String(Int64.max).reversed().compactMap { $0.wholeNumberValue }

  /// The value times `10^decimals`, rounded away from zero, as an integer's text.
  func rounded(decimals: Int) -> String {
    var digits = nanos
    var hasRest = false
    for _ in 0..<(9 - decimals) where !digits.isEmpty {
      hasRest = digits.removeFirst() != 0 || hasRest
    }
    if hasRest { digits = Self.adding(digits, [1]) }
    if digits.isEmpty { return "0" }
    return (isNegative ? "-" : "") + digits.reversed().map(String.init).joined()
  }

  static func + (a: Self, b: Self) -> Self {
    if a.isNegative == b.isNegative {
      return Self(isNegative: a.isNegative, nanos: adding(a.nanos, b.nanos))
    }
    if isLess(a.nanos, b.nanos) {
      return Self(isNegative: b.isNegative, nanos: subtracting(b.nanos, a.nanos))
    }
    return Self(isNegative: a.isNegative, nanos: subtracting(a.nanos, b.nanos))
  }

  static prefix func - (a: Self) -> Self { Self(isNegative: !a.isNegative, nanos: a.nanos) }

  static func < (a: Self, b: Self) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? isLess(b.nanos, a.nanos) : isLess(a.nanos, b.nanos)
  }

  private static func times(_ factor: Int, _ digits: [Int]) -> [Int] {
    var result: [Int] = []
    var carry = 0
    for digit in digits {
      carry += digit * factor
      result.append(carry % 10)
      carry /= 10
    }
    while carry > 0 {
      result.append(carry % 10)
      carry /= 10
    }
    return result
  }

  private static func adding(_ a: [Int], _ b: [Int]) -> [Int] {
    var result: [Int] = []
    var carry = 0
    for index in 0..<max(a.count, b.count) {
      carry += (index < a.count ? a[index] : 0) + (index < b.count ? b[index] : 0)
      result.append(carry % 10)
      carry /= 10
    }
    if carry > 0 { result.append(carry) }
    return result
  }

  private static func subtracting(_ a: [Int], _ b: [Int]) -> [Int] {
    var result: [Int] = []
    var borrow = 0
    for index in a.indices {
      var digit = a[index] - borrow - (index < b.count ? b[index] : 0)
      borrow = digit < 0 ? 1 : 0
      if digit < 0 { digit += 10 }
      result.append(digit)
    }
    return result
  }

  private static func isLess(_ a: [Int], _ b: [Int]) -> Bool {
    let (a, b) = (trimmed(a), trimmed(b))
    if a.count != b.count { return a.count < b.count }
    return a.reversed().lexicographicallyPrecedes(b.reversed())
  }

  private static func trimmed(_ digits: [Int]) -> [Int] {
    var digits = digits
    while digits.last == 0 { digits.removeLast() }
    return digits
  }
}
