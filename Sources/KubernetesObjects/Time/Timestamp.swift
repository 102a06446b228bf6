/// An instant on the calendar, as API objects carry it: RFC 3339, to the nanosecond.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// The whole seconds since 1970-01-01T00:00:00Z, without leap seconds; rounded down.
  public let seconds: Int64
  /// The nanoseconds within the second, from 0 to 999,999,999.
  public let nanoseconds: Int32

  /// The instant `seconds` and `nanoseconds` after the beginning of 1970; nanoseconds beyond a
  /// second carry over.
  public init(seconds: Int64, nanoseconds: Int32 = 0) {
    let (carry, rest) = CivilDate.floorDivision(Int64(nanoseconds), by: 1_000_000_000)
    let sum = seconds.addingReportingOverflow(carry)
    self.seconds = sum.overflow ? (carry < 0 ? .min : .max) : sum.partialValue
    self.nanoseconds = Int32(rest)
  }

  /// Orders instants by time.
  public static func < (a: Self, b: Self) -> Bool {
    a.seconds != b.seconds ? a.seconds < b.seconds : a.nanoseconds < b.nanoseconds
  }
}

extension Timestamp: CustomStringConvertible {
  /// `2021-01-15T10:17:31Z` in UTC, with as many decimals as the instant has.
  public var description: String {
    let (days, time) = CivilDate.floorDivision(seconds, by: 86_400)
    let date = CivilDate(daysSinceEpoch: days)
    var text = (date.year < 0 ? "-" : "") + Self.padded(Int(date.year.magnitude), 4)
    text += "-" + Self.padded(date.month, 2) + "-" + Self.padded(date.day, 2)
    text += "T" + Self.padded(Int(time / 3600), 2) + ":" + Self.padded(Int(time / 60 % 60), 2)
    text += ":" + Self.padded(Int(time % 60), 2)
    if nanoseconds > 0 {
      var fraction = Self.padded(Int(nanoseconds), 9)[...]
      while fraction.utf8.last == UInt8(ascii: "0") { fraction.removeLast() }
      text += "." + fraction
    }
    return text + "Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Timestamp {
  /// Reads `2021-01-15T10:17:31Z` or `2021-01-15T11:17:31.5+01:00`; decimals past the ninth are
  /// dropped.
  /// - Throws: a `ValueError` with the place and what was expected, also for a day that its month
  ///   does not have and for an instant that UTC, in which it is printed, has outside the years
  ///   0000 to 9999 that RFC 3339 can write.
  public init(parsing text: String) throws(ValueError) {
    self = try text.parsingUTF8 { (bytes) throws(ValueError) in
      var reader = TimestampReader(bytes)
      return try reader.timestamp()
    }
  }
}

/// Reads an RFC 3339 timestamp from its bytes.
private struct TimestampReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  /// From 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
  private static let writableSeconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func timestamp() throws(ValueError) -> Timestamp {
    let year = try number(4, in: 0...9999, "a year of four digits")
    try pass("-")
    let month = try number(2, in: 1...12, "a month from 01 to 12")
    try pass("-")
    let dayCount = CivilDate.dayCount(ofMonth: month, year: Int64(year))
    let day = try number(2, in: 1...dayCount, "a day from 01 to \(dayCount)")
    try pass("T")
    let hour = try number(2, in: 0...23, "an hour from 00 to 23")
    try pass(":")
    let minute = try number(2, in: 0...59, "a minute from 00 to 59")
    try pass(":")
    let second = try number(2, in: 0...59, "a second from 00 to 59")
    let nanoseconds = try fraction()
    let offset = try zoneOffset()
    guard index == bytes.count else { throw failure("nothing more", at: index) }
    let days = CivilDate(year: Int64(year), month: month, day: day).daysSinceEpoch
    let time = Int64(hour * 3600 + minute * 60 + second)
    let seconds = days * 86_400 + time - offset
    guard Self.writableSeconds.contains(seconds) else {
      throw failure("a year from 0000 to 9999 once it is in UTC", at: 0)
    }
    return Timestamp(seconds: seconds, nanoseconds: nanoseconds)
  }

  private mutating func number(
    _ width: Int, in range: ClosedRange<Int>, _ expectation: String
  ) throws(ValueError) -> Int {
    let start = index
    var value = 0
    while index < start + width {
      guard index < bytes.count, ASCII.isDigit(bytes[index]) else {
        throw failure(expectation, at: index)
      }
      value = value * 10 + Int(bytes[index] & 0x0F)
      index += 1
    }
    guard range.contains(value) else { throw failure(expectation, at: start) }
    return value
  }

  private mutating func pass(_ mark: Unicode.Scalar) throws(ValueError) {
    guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else {
      throw failure("\"\(mark)\"", at: index)
    }
    index += 1
  }

  private mutating func fraction() throws(ValueError) -> Int32 {
    guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return 0 }
    index += 1
    guard index < bytes.count, ASCII.isDigit(bytes[index]) else {
      throw failure("a digit", at: index)
    }
    var nanoseconds: Int32 = 0
    var unit: Int32 = 100_000_000
    while index < bytes.count, ASCII.isDigit(bytes[index]) {
      nanoseconds += Int32(bytes[index] & 0x0F) * unit
      unit /= 10
      index += 1
    }
    return nanoseconds
  }

  /// The seconds by which the zone is ahead of UTC.
  private mutating func zoneOffset() throws(ValueError) -> Int64 {
    let expectation = "\"Z\" or an offset such as +01:00"
    guard index < bytes.count else { throw failure(expectation, at: index) }
    let sign = bytes[index]
    switch sign {
    case UInt8(ascii: "Z"):
      index += 1
      return 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      index += 1
      let hours = try number(2, in: 0...23, "an hour from 00 to 23")
      try pass(":")
      let minutes = try number(2, in: 0...59, "a minute from 00 to 59")
      let offset = Int64(hours * 3600 + minutes * 60)
      return sign == UInt8(ascii: "-") ? -offset : offset
    default:
      throw failure(expectation, at: index)
    }
  }

  private func failure(_ expectation: String, at offset: Int) -> ValueError {
    let text = String(decoding: bytes.prefix(256), as: UTF8.self)
    return ValueError(
      "\(text.excerpt) is not a timestamp: expected \(expectation), "
        + "as in 2021-01-15T10:17:31Z", offset: offset)
  }
}
