/// How far the clocks of a time zone are ahead of UTC, and when they change.
///
/// The rules are those of today, at every time: what a zone did in former years is not known here.
public struct TimeZoneRules: Hashable, Sendable {
  /// A day of the year at which the clocks change: such a weekday of a month, and a time of day.
  struct Change: Hashable, Sendable {
    let month: Int
    /// Which one in the month, from 1; 5 for the last.
    let week: Int
    /// From 0 for Sunday.
    let weekday: Int64
    /// Seconds after midnight by the clocks of before; it may lie on another day.
    let time: Int64

    /// The seconds since 1970 of the change in `year`, as the clocks of before show it.
    func localSecond(in year: Int64) -> Int64 {
      let first = CivilDate(year: year, month: month, day: 1).daysSinceEpoch
      // 1970-01-01 was a Thursday.
      let weekdayOfFirst = CivilDate.floorDivision(first + 4, by: 7).1
      var day = 1 + Int(CivilDate.floorDivision(weekday - weekdayOfFirst, by: 7).1) + 7 * (week - 1)
      while day > CivilDate.dayCount(ofMonth: month, year: year) { day -= 7 }
      return (first + Int64(day) - 1) * 86_400 + time
    }
  }

  /// The part of the year with other clocks.
  struct Season: Hashable, Sendable {
    let offset: Int64
    let start: Change
    let end: Change
  }

  /// The name, such as `Europe/Berlin`.
  public let name: String
  /// The seconds by which the clocks are ahead of UTC, out of season.
  let offset: Int64
  /// When they are ahead by another span; nil for never.
  let season: Season?

  /// The rules of the zone that is called `name`; nil if there is none.
  public static func named(_ name: String) -> TimeZoneRules? {
    if name == "UTC" { return TimeZoneRules(name: name, offset: 0, season: nil) }
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.dropFirst().contains(where: { $0 == name }) else { continue }
      var reader = TimeZoneReader(words[0])
      return reader.rules(named: name)
    }
    return nil
  }

  /// The names of all zones, in the order of their rules.
  public static var names: [String] {
    table.split(separator: "\n").flatMap { $0.split(separator: " ").dropFirst() }
      .map { String($0) }
  }

  /// The seconds by which the clocks are ahead of UTC at `second`, which counts from 1970 in UTC.
  public func utcOffset(at second: Int64) -> Int64 {
    guard let season else { return offset }
    let year = CivilDate(
      daysSinceEpoch: CivilDate.floorDivision(second + offset, by: 86_400).0
    ).year
    let start = season.start.localSecond(in: year) - offset
    let end = season.end.localSecond(in: year) - season.offset
    let isInSeason =
      start < end ? start <= second && second < end : second < end || start <= second
    return isInSeason ? season.offset : offset
  }

  /// The first second after `second` at which the clocks change; nil where they never do.
  public func nextChange(after second: Int64) -> Int64? {
    guard let season else { return nil }
    let year = CivilDate(daysSinceEpoch: CivilDate.floorDivision(second, by: 86_400).0).year
    return (year - 1...year + 1).flatMap { year in
      [
        season.start.localSecond(in: year) - offset,
        season.end.localSecond(in: year) - season.offset,
      ]
    }.filter { $0 > second }.min()
  }
}

/// Reads the rules of one zone from the form of POSIX: `CET-1CEST,M3.5.0,M10.5.0/3`.
private struct TimeZoneReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: Substring) { bytes = Array(text.utf8) }

  /// Nil for a text of another form.
  mutating func rules(named name: String) -> TimeZoneRules? {
    skipAbbreviation()
    // The sign tells what is added to the clocks to get UTC.
    guard let span = time() else { return nil }
    guard index < bytes.count else {
      return TimeZoneRules(name: name, offset: -span, season: nil)
    }
    skipAbbreviation()
    var summer = 3600 - span
    if index < bytes.count, bytes[index] != UInt8(ascii: ",") {
      guard let span = time() else { return nil }
      summer = -span
    }
    guard let start = change(), let end = change() else { return nil }
    return TimeZoneRules(
      name: name, offset: -span,
      season: TimeZoneRules.Season(offset: summer, start: start, end: end))
  }

  private mutating func skipAbbreviation() {
    if index < bytes.count, bytes[index] == UInt8(ascii: "<") {
      while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
      index += 1
    } else {
      while index < bytes.count, bytes[index] | 0x20 >= UInt8(ascii: "a") { index += 1 }
    }
  }

  /// Seconds from hours, minutes and seconds, of which the latter may be missing.
  private mutating func time() -> Int64? {
    var isNegative = false
    if pass("-") { isNegative = true } else { _ = pass("+") }
    guard var seconds = number().map({ $0 * 3600 }) else { return nil }
    if pass(":") { seconds += (number() ?? 0) * 60 }
    if pass(":") { seconds += number() ?? 0 }
    return isNegative ? -seconds : seconds
  }

  private mutating func change() -> TimeZoneRules.Change? {
    guard pass(","), pass("M"), let month = number(), pass("."), let week = number(), pass("."),
      let weekday = number()
    else { return nil }
    var time: Int64? = 7200
    if pass("/") { time = self.time() }
    return time.map {
      TimeZoneRules.Change(month: Int(month), week: Int(week), weekday: weekday, time: $0)
    }
  }

  private mutating func pass(_ mark: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private mutating func number() -> Int64? {
    let start = index
    var value: Int64 = 0
    while index < bytes.count, ASCII.isDigit(bytes[index]) {
      value = value * 10 + Int64(bytes[index] & 0x0F)
      index += 1
    }
    return index > start ? value : nil
  }
}
