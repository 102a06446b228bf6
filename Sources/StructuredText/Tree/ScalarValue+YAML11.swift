/// Plain scalars that YAML 1.1 types otherwise than YAML 1.2 does.
extension ScalarValue {
  /// The value that YAML 1.1 gives to a plain scalar; nil where YAML 1.2 agrees.
  ///
  /// Numbers are read as by Go's `strconv.ParseInt(text, 0, 64)`: a leading 0 is octal, `0b`
  /// binary, `_` separates digits. Source: `resolve.go` of go-yaml v2, as `sigs.k8s.io/yaml` v1.4
  /// has it. A single `y` or `n` stays a string.
  static func yaml11(plain text: UnsafeBufferPointer<UInt8>) -> ScalarValue? {
    switch text.count {
    case 2...3:
      if let word = truthValue(String(decoding: text, as: UTF8.self)) { return .boolean(word) }
    default: break
    }
    return integer(text).map { .integer($0) }
  }

  private static func truthValue(_ word: String) -> Bool? {
    switch word {
    case "yes", "Yes", "YES", "on", "On", "ON": true
    case "no", "No", "NO", "off", "Off", "OFF": false
    default: nil
    }
  }

  /// A whole number with a leading zero, a prefix or separators; nil for other texts.
  private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard let initial = text.first,
      ASCII.isDigit(initial) || initial == ASCII.plus || initial == ASCII.minus
    else { return nil }
    let isSigned = !ASCII.isDigit(initial)
    let body = text.dropFirst(isSigned ? 1 : 0)
    guard let first = body.first, ASCII.isDigit(first), body.count > 1, body.count <= 80 else {
      return nil
    }
    let hasSeparator = body.contains(underscore)
    guard first == ASCII.zero || hasSeparator, body.last != underscore else { return nil }
    var digits = String(decoding: body.lazy.filter { $0 != underscore }, as: UTF8.self)[...]
    var radix = 10
    if first == ASCII.zero, digits.count > 1 {
      switch digits.dropFirst().first {
      case "x", "X": radix = 16
      case "b", "B": radix = 2
      case "o", "O": radix = 8
      case "0", "1", "2", "3", "4", "5", "6", "7": radix = 0
      default: return nil
      }
      digits = digits.dropFirst(radix == 0 ? 1 : 2)
      radix = radix == 0 ? 8 : radix
    }
    // After a prefix, Swift would take a sign.
    guard let magnitude = digits.first, magnitude != "+", magnitude != "-" else { return nil }
    return Int64((initial == ASCII.minus ? "-" : "") + digits, radix: radix)
  }

  private static let underscore: UInt8 = 0x5F
}
