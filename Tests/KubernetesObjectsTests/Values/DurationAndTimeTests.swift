import Testing

@testable import KubernetesObjects

/// Go's durations, percentages and timestamps, by rows of our own.
@Suite struct DurationAndTimeTests {
  /// Text, nanoseconds and what Go prints.
  @Test(
    arguments: [
      ("0", 0, "0s"), ("-0", 0, "0s"), ("0s", 0, "0s"), ("5s", 5_000_000_000, "5s"),
      ("30m", 1_800_000_000_000, "30m0s"), ("1h30m", 5_400_000_000_000, "1h30m0s"),
      ("1.5h", 5_400_000_000_000, "1h30m0s"), ("250ms", 250_000_000, "250ms"),
      ("-2s", -2_000_000_000, "-2s"), ("+2s", 2_000_000_000, "2s"), ("1us", 1000, "1µs"),
      ("1\u{B5}s", 1000, "1µs"), ("1\u{3BC}s", 1000, "1µs"), ("1500ns", 1500, "1.5µs"),
      ("1.0005ms", 1_000_500, "1.0005ms"), ("1m1h", 3_660_000_000_000, "1h1m0s"),
      (".5s", 500_000_000, "500ms"), ("5.s", 5_000_000_000, "5s"), ("0.5ns", 0, "0s"),
      ("1h0m0.000000001s", 3_600_000_000_001, "1h0m0.000000001s"),
      ("0.100000000000000000000h", 360_000_000_000, "6m0s"),
      ("9223372036854775807ns", .max, "2562047h47m16.854775807s"),
      ("-9223372036854775808ns", .min, "-2562047h47m16.854775808s"),
      ("0.9223372036854775807h", 3_320_413_933_267, "55m20.413933267s"),
      ("100h", 360_000_000_000_000, "100h0m0s"), ("1ns1ns", 2, "2ns"),
    ] as [(String, Int64, String)])
  func aDurationIsReadAndPrintedAsInGo(text: String, nanoseconds: Int64, printed: String) throws {
    let duration = try GoDuration(parsing: text)
    #expect(duration.nanoseconds == nanoseconds)
    #expect(duration.description == printed)
    #expect(try GoDuration(parsing: printed) == duration)
  }

  /// Text and the place of its problem.
  @Test(
    arguments: [
      ("", 0), ("-", 1), ("3", 1), ("s", 0), (".", 0), (".s", 0), ("1d", 1), ("1x", 1), ("1 s", 1),
      ("1h 30m", 1), ("--1s", 1), ("1e3s", 1), ("9223372036854775808ns", 0), ("3000000h", 0),
      ("-9223372036854775809ns", 1), ("99999999999999999999s", 0), ("1S", 1), ("00", 2),
      ("2562047h48m", 8),
    ] as [(String, Int)])
  func aTextThatIsNoDurationIsPlaced(text: String, offset: Int) throws {
    let error = try #require(throws: ValueError.self) { try GoDuration(parsing: text) }
    #expect(error.offset == offset, "\(error)")
  }

  @Test(
    arguments: [
      ("30", "30s"), ("5 minutes", "5m"), ("1 hour 30 min", "1h30m"), ("2S", "2s"), ("x", nil),
      ("-1.5Hours", "-1.5h"), ("1d", nil), ("9999999 hours", nil), ("", nil),
    ] as [(String, String?)])
  func aSlipOfADurationIsCorrected(text: String, suggestion: String?) throws {
    let error = try #require(throws: ValueError.self) { try GoDuration(parsing: text) }
    #expect(error.message.contains("did you mean") == (suggestion != nil), "\(error)")
    if let suggestion { #expect(error.message.hasSuffix("did you mean \"\(suggestion)\"?")) }
  }

  @Test func daysAreReadWhereTheyAreAllowed() throws {
    #expect(try GoDuration(parsing: "1d12h", allowingDays: true).description == "36h0m0s")
    #expect(try GoDuration(parsing: "0.5d", allowingDays: true).wholeSeconds == 43_200)
    #expect(throws: ValueError.self) { try GoDuration(parsing: "200000d", allowingDays: true) }
    #expect(GoDuration(seconds: .max).nanoseconds == .max)
    #expect(GoDuration(nanoseconds: 1999).wholeMicroseconds == 1)
    #expect(GoDuration(seconds: 1) < GoDuration(seconds: 2))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func everyDurationReadsBack(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<500 {
      let number = Int64(bitPattern: numbers.next() >> UInt64(numbers.below(64)))
      let duration = GoDuration(nanoseconds: numbers.below(2) == 0 ? number : 0 &- number)
      #expect(try GoDuration(parsing: duration.description) == duration, "seed \(seed)")
      let text = numbers.mutated(duration.description, alphabet: "0123456789.+-hmsun\u{B5} d")
      _ = try? GoDuration(parsing: text)
    }
  }

  /// Value, total, rounded up and rounded down.
  @Test(
    arguments: [
      ("3", 10, 3, 3), ("30", 10, 30, 30), ("25%", 10, 3, 2), ("25%", 0, 0, 0), ("0%", 9, 0, 0),
      ("100%", 9, 9, 9), ("150%", 3, 5, 4), ("-25%", 10, -2, -3), ("1%", 1, 1, 0),
      ("9223372036854775807%", .max, .max, .max),
    ] as [(String, Int64, Int64, Int64)])
  func aPercentageIsRoundedOnce(text: String, total: Int64, up: Int64, down: Int64) throws {
    let value = IntOrString(text: text)
    #expect(value.description == text)
    #expect(try value.resolved(of: total, rounding: .up) == up)
    #expect(try value.resolved(of: total, rounding: .down) == down)
  }

  @Test(arguments: [
    "", "%", "x%", "1.5%", "10 %", "10", "http", "%10", "99999999999999999999%", "10\u{600}%",
  ])
  func aNameIsNoCount(text: String) {
    #expect(throws: ValueError.self) {
      try IntOrString.string(text).resolved(of: 10, rounding: .up)
    }
  }

  /// Text, seconds, nanoseconds and what is printed.
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0, 0, nil), ("2000-02-29T23:59:59Z", 951_868_799, 0, nil),
      ("2021-01-15T10:17:31Z", 1_610_705_851, 0, nil),
      ("2021-01-15T11:17:31+01:00", 1_610_705_851, 0, "2021-01-15T10:17:31Z"),
      ("2021-01-15T04:47:31.5-05:30", 1_610_705_851, 500_000_000, "2021-01-15T10:17:31.5Z"),
      (
        "2021-01-15T10:17:31.123456789999Z", 1_610_705_851, 123_456_789,
        "2021-01-15T10:17:31.123456789Z"
      ),
      ("1969-12-31T23:59:59.000000001Z", -1, 1, nil),
      ("0000-01-01T00:00:00Z", -62_167_219_200, 0, nil),
      ("9999-12-31T23:59:59Z", 253_402_300_799, 0, nil),
      (
        "9999-12-31T23:59:59.9+00:01", 253_402_300_739, 900_000_000,
        "9999-12-31T23:58:59.9Z"
      ),
      ("0000-01-01T00:00:00-00:01", -62_167_219_140, 0, "0000-01-01T00:01:00Z"),
    ] as [(String, Int64, Int32, String?)])
  func aTimestampIsReadAndPrinted(
    text: String, seconds: Int64, nanoseconds: Int32, printed: String?
  ) throws {
    let timestamp = try Timestamp(parsing: text)
    #expect(timestamp == Timestamp(seconds: seconds, nanoseconds: nanoseconds))
    #expect(timestamp.description == printed ?? text)
  }

  /// Text and the place of its problem.
  @Test(
    arguments: [
      ("", 0), ("2021-01-15", 10), ("2021-01-15 10:17:31Z", 10), ("2021-13-15T10:17:31Z", 5),
      ("2021-02-29T10:17:31Z", 8), ("1900-02-29T10:17:31Z", 8), ("2021-00-15T10:17:31Z", 5),
      ("2021-04-31T10:17:31Z", 8), ("2021-01-15T24:00:00Z", 11), ("2021-01-15T10:60:31Z", 14),
      ("2021-01-15T10:17:60Z", 17), ("2021-01-15T10:17:31", 19), ("2021-01-15T10:17:31.Z", 20),
      ("2021-01-15T10:17:31z", 19), ("2021-01-15T10:17:31Zx", 20), ("21-01-15T10:17:31Z", 2),
      ("2021-01-15T10:17:31+1:00", 21), ("2021-01-15T10:17:31+24:00", 20), ("-021-01-15T1", 0),
      ("9999-12-31T23:59:59-00:01", 0), ("0000-01-01T00:00:00+00:01", 0),
    ] as [(String, Int)])
  func aTextThatIsNoTimestampIsPlaced(text: String, offset: Int) throws {
    let error = try #require(throws: ValueError.self) { try Timestamp(parsing: text) }
    #expect(error.offset == offset, "\(error)")
  }

  @Test func theCalendarGoesOnDayByDay() {
    var date = CivilDate(year: -1, month: 12, day: 30)
    for days in date.daysSinceEpoch...date.daysSinceEpoch + 3000 {
      #expect(CivilDate(daysSinceEpoch: days) == date)
      #expect(date.daysSinceEpoch == days)
      date.day += 1
      if date.day > CivilDate.dayCount(ofMonth: date.month, year: date.year) {
        date.day = 1
        date.month += 1
      }
      if date.month > 12 {
        date.month = 1
        date.year += 1
      }
    }
    for year in stride(from: -800 as Int64, through: 4000, by: 1) {
      let date = CivilDate(year: year, month: 3, day: 1)
      let eve = CivilDate(daysSinceEpoch: date.daysSinceEpoch - 1)
      #expect(eve.day == CivilDate.dayCount(ofMonth: 2, year: year) && eve.month == 2)
    }
    #expect(Timestamp(seconds: .max).description.hasSuffix("Z"))
    #expect(Timestamp(seconds: .min, nanoseconds: -1).seconds == .min)
    #expect(Timestamp(seconds: 1, nanoseconds: -1) < Timestamp(seconds: 1))
  }
}
