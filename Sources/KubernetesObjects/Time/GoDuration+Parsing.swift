extension GoDuration {
  /// Reads Go's grammar: a sign, then numbers with units (`ns us µs ms s m h`), largest first or
  /// not; a lone `0` needs no unit.
  ///
  /// With `allowingDays`, `d` is a unit of 24 hours, which Go does not know. A fraction is cut at
  /// whole nanoseconds by the same floating-point operations as Go's.
  /// - Throws: a `ValueError` with the place and what was expected, also where the span does not
  ///   fit 64-bit nanoseconds (some 292 years).
  public init(parsing text: String, allowingDays: Bool = false) throws(ValueError) {
    self = try text.parsingUTF8 { (bytes) throws(ValueError) in
      var reader = DurationReader(bytes, allowingDays: allowingDays)
      return GoDuration(nanoseconds: try reader.nanoseconds())
    }
  }
}

/// Reads a duration from its bytes.
private struct DurationReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let allowingDays: Bool
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, allowingDays: Bool) {
    self.bytes = bytes
    self.allowingDays = allowingDays
  }

  mutating func nanoseconds() throws(ValueError) -> Int64 {
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { index = 1 }
    guard index < bytes.count else { throw failure("a number with a unit", at: index) }
    if index == bytes.count - 1, bytes[index] == UInt8(ascii: "0") { return 0 }
    var total: UInt64 = 0
    while index < bytes.count {
      let start = index
      let sum = total.addingReportingOverflow(try term())
      // The most negative span has no positive counterpart.
      guard !sum.overflow, sum.partialValue <= 1 << 63 else { throw tooLong(at: start) }
      total = sum.partialValue
    }
    if isNegative { return Int64(truncatingIfNeeded: 0 &- total) }
    guard let span = Int64(exactly: total) else { throw tooLong(at: 0) }
    return span
  }

  /// One number and its unit, in nanoseconds.
  private mutating func term() throws(ValueError) -> UInt64 {
    let start = index
    var whole: UInt64 = 0
    while index < bytes.count, ASCII.isDigit(bytes[index]) {
      let product = whole.multipliedReportingOverflow(by: 10)
      let sum = product.partialValue.addingReportingOverflow(UInt64(bytes[index] & 0x0F))
      guard !product.overflow, !sum.overflow, sum.partialValue <= 1 << 63 else {
        throw tooLong(at: start)
      }
      whole = sum.partialValue
      index += 1
    }
    var digitCount = index - start
    var fraction: UInt64 = 0
    var scale = 1.0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      var isFull = false
      while index < bytes.count, ASCII.isDigit(bytes[index]) {
        digitCount += 1
        // Digits past what 63 bits hold are far below a nanosecond.
        let next = fraction &* 10 &+ UInt64(bytes[index] & 0x0F)
        isFull = isFull || fraction > UInt64(Int64.max) / 10 || next > 1 << 63
        if !isFull {
          fraction = next
          scale *= 10
        }
        index += 1
      }
    }
    guard digitCount > 0 else { throw failure("a number", at: start) }
    let unit = try unit()
    let product = whole.multipliedReportingOverflow(by: unit)
    guard !product.overflow else { throw tooLong(at: start) }
    guard fraction > 0 else { return product.partialValue }
    let part = UInt64(Double(fraction) * (Double(unit) / scale))
    let sum = product.partialValue.addingReportingOverflow(part)
    guard !sum.overflow else { throw tooLong(at: start) }
    return sum.partialValue
  }

  /// The length of the unit at hand, passed over.
  private mutating func unit() throws(ValueError) -> UInt64 {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "."), !ASCII.isDigit(bytes[index]) {
      index += 1
    }
    if index == start { throw failure("a unit behind the number", at: start) }
    guard index - start <= 3 else { throw failure("a unit", at: start) }
    switch String(decoding: bytes[start..<index], as: UTF8.self) {
    case "ns": return 1
    case "us", "\u{B5}s", "\u{3BC}s": return 1000
    case "ms": return 1_000_000
    case "s": return 1_000_000_000
    case "m": return 60_000_000_000
    case "h": return 3_600_000_000_000
    case "d" where allowingDays: return 86_400_000_000_000
    default: throw failure("a unit", at: start)
    }
  }

  private var text: String { String(decoding: bytes.prefix(256), as: UTF8.self) }

  private func failure(_ expectation: String, at offset: Int) -> ValueError {
    let units = allowingDays ? "ns us ms s m h d" : "ns us ms s m h"
    let advice = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
    return ValueError(
      "\(text.excerpt) is not a duration: expected \(expectation) (units: \(units)), "
        + "as in 1h30m or 250ms\(advice)", offset: offset)
  }

  /// The text with the usual slips undone: blanks, a unit written out, or none for seconds.
  private var suggestion: String? {
    guard bytes.count <= 40 else { return nil }
    var candidate = ""
    var rest = text.lowercased().filter { !$0.isWhitespace }[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isLetter == first.isLetter }
      rest = rest.dropFirst(run.count)
      candidate += first.isLetter ? properUnit(String(run)) : String(run)
      if !first.isLetter && rest.isEmpty { candidate += "s" }
    }
    guard candidate != text else { return nil }
    let isRead = (try? GoDuration(parsing: candidate, allowingDays: allowingDays)) != nil
    return isRead ? candidate : nil
  }

  /// The unit that a word stands for; itself where there is no guess.
  private func properUnit(_ word: String) -> String {
    switch word {
    case "sec", "secs", "second", "seconds": "s"
    case "min", "mins", "minute", "minutes": "m"
    case "hr", "hrs", "hour", "hours": "h"
    case "day", "days": "d"
    case "msec", "millisecond", "milliseconds": "ms"
    default: word
    }
  }

  private func tooLong(at offset: Int) -> ValueError {
    ValueError("the duration \(text.excerpt) is longer than 292 years", offset: offset)
  }
}
