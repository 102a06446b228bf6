/// Explains why a text is no quantity, and guesses what was meant.
struct QuantitySlip {
  private let text: String
  private let bytes: [UInt8]

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.text = String(decoding: bytes.prefix(256), as: UTF8.self)
    self.bytes = Array(bytes.prefix(256))
  }

  /// The error at the first byte that does not fit.
  var error: ValueError {
    if bytes.isEmpty {
      return ValueError("expected a quantity such as 500m, 2 or 1.5Gi, found nothing")
    }
    let end = numberEnd(in: bytes)
    let advice = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    return ValueError(
      "\(text.excerpt) is not a quantity: expected a number and one of the suffixes "
        + "n u m k M G T P E Ki Mi Gi Ti Pi Ei or an exponent such as e3\(advice)", offset: end)
  }

  /// The first byte behind sign and digits.
  private func numberEnd(in bytes: [UInt8]) -> Int {
    var index = 0
    if let first = bytes.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
      index = 1
    }
    while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
    }
    return index
  }

  /// The text with the usual slips undone: blanks, `_`, a decimal comma, a suffix in the wrong case
  /// or with a `B` behind it.
  private var suggestion: String? {
    guard bytes.count <= 40 else { return nil }
    var cleaned: [UInt8] = []
    for byte in bytes where !ASCII.isBlank(byte) && byte != UInt8(ascii: "_") {
      cleaned.append(byte == UInt8(ascii: ",") ? UInt8(ascii: ".") : byte)
    }
    let end = numberEnd(in: cleaned)
    let number = String(decoding: cleaned[..<end], as: UTF8.self)
    guard number.utf8.contains(where: ASCII.isDigit) else { return nil }
    let candidate = number + properSuffix(String(decoding: cleaned[end...], as: UTF8.self))
    guard candidate != text, (try? Quantity(parsing: candidate)) != nil else { return nil }
    return candidate
  }

  /// `suffix` in the case and length that Kubernetes wants; itself where there is no guess.
  private func properSuffix(_ suffix: String) -> String {
    // A lone `e` may as well be an exponent that lost its digits.
    if suffix == "e" { return suffix }
    if ["n", "u", "m", "k", "M", "G", "T", "P", "E"].contains(suffix) { return suffix }
    var letters = suffix.lowercased()
    switch letters {
    case "core", "cores", "cpu", "cpus", "b", "byte", "bytes": return ""
    case "millicore", "millicores", "mcpu", "milli": return "m"
    default: break
    }
    if letters.hasSuffix("b") { letters.removeLast() }
    if letters.hasSuffix("i") { letters.removeLast() }
    guard letters.utf8.count == 1, "kmgtpe".contains(letters) else { return suffix }
    return letters.uppercased() + "i"
  }
}
