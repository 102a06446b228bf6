import Testing

@testable import KubernetesObjects

/// Cron schedules, by rows of our own and against a walk from minute to minute.
@Suite struct CronScheduleTests {
  /// Schedule, instant, and the firings that follow.
  @Test(
    arguments: [
      ("0 0 13 * 5", "2021-01-15T00:00:00Z", ["2021-01-22", "2021-01-29", "2021-02-05"]),
      ("0 0 13 * *", "2021-01-15T00:00:00Z", ["2021-02-13", "2021-03-13"]),
      ("0 0 */2 * 1", "2021-01-01T00:00:00Z", ["2021-01-11", "2021-01-25"]),
      ("0 0 29 2 *", "2097-03-01T00:00:00Z", ["never"]),
      ("0 0 29 2 *", "2099-01-01T00:00:00Z", ["2104-02-29"]),
      ("0 0 30 2 *", "2021-01-01T00:00:00Z", ["never"]),
      (", * * * *", "2021-01-01T00:00:00Z", ["never"]),
      ("0 0 1 1-12/5 ?", "2021-01-15T00:00:00Z", ["2021-06-01", "2021-11-01", "2022-01-01"]),
      ("0 0 28/2 JAN *", "2021-01-15T00:00:00Z", ["2021-01-28", "2021-01-30", "2022-01-28"]),
      ("0 0 * * sAt,Sun", "2021-01-15T00:00:00Z", ["2021-01-16", "2021-01-17", "2021-01-23"]),
      ("@monthly", "2021-01-31T23:59:59Z", ["2021-02-01", "2021-03-01"]),
      ("@daily", "2020-12-31T23:59:59.9Z", ["2021-01-01", "2021-01-02"]),
      ("0 0 *-9/99999999999999999 * *", "2021-01-15T00:00:00Z", ["2021-02-01"]),
      ("@every 24h", "2021-01-15T00:00:00.7Z", ["2021-01-16", "2021-01-17"]),
    ] as [(String, String, [String])])
  func aScheduleFires(text: String, after: String, days: [String]) throws {
    let schedule = try CronSchedule(parsing: text)
    var instant = try Timestamp(parsing: after)
    for day in days {
      guard let next = schedule.next(after: instant) else {
        #expect(day == "never")
        break
      }
      #expect(next.description == day + "T00:00:00Z")
      instant = next
    }
    #expect(schedule.description == text)
  }

  /// Schedule and the place of its problem.
  @Test(
    arguments: [
      ("", 0), ("* * * *", 7), ("* * * * * *", 10), ("60 * * * *", 0), ("* 24 * * *", 2),
      ("* * 0 * *", 4), ("* * * 13 *", 6), ("* * * * 7", 8), ("* * * * sunday", 8),
      ("5-3 * * * *", 0), ("1-2-3 * * * *", 2), ("*/0 * * * *", 2), ("*/-1 * * * *", 2),
      ("*/2/3 * * * *", 2), ("1, x * * *", 3), ("0 0 L * *", 4), ("0 0 * * 1#2", 8),
      ("@reboot", 0), (" @daily", 7), ("@every", 0), ("@every 5", 8), ("@every  5s", 7),
      ("TZ=UTC 0 0 * * *", 0), ("CRON_TZ=UTC 0 0 * * *", 0), ("jan * * * *", 0),
      ("-1 * * * *", 0), ("99999999999999999999 * * * *", 0),
    ] as [(String, Int)])
  func aTextThatIsNoScheduleIsPlaced(text: String, offset: Int) throws {
    let error = try #require(throws: ValueError.self) { try CronSchedule(parsing: text) }
    #expect(error.offset == offset, "\(error)")
  }

  @Test func theLaterLibraryLetsASteppedStarRestrict() throws {
    let instant = try Timestamp(parsing: "2021-01-01T00:00:00Z")
    func days(_ dialect: CronSchedule.Dialect) throws -> String? {
      try CronSchedule(parsing: "0 0 */9 * 1", dialect: dialect).next(after: instant)?.description
    }
    #expect(try days(.version1) == "2021-02-01T00:00:00Z")
    #expect(try days(.version3) == "2021-01-04T00:00:00Z")
    #expect(
      try CronSchedule(parsing: "0 0 */1 * 1", dialect: .version3).next(after: instant)?.description
        == "2021-01-04T00:00:00Z")
  }

  @Test func aZoneWithAFixedOffsetMovesTheFirings() throws {
    let schedule = try CronSchedule(parsing: "30 2 * * *")
    let instant = try Timestamp(parsing: "2021-01-15T21:00:00Z")
    let next = schedule.next(after: instant, utcOffset: 5 * 3600 + 1800)
    #expect(next?.description == "2021-01-16T21:00:00Z")
    #expect(schedule.next(after: instant, utcOffset: .min) != nil)
  }

  @Test func instantsAtTheEndsOfTimeAreNoDanger() throws {
    for text in ["* * * * *", "@every 1h", "0 0 29 2 *"] {
      let schedule = try CronSchedule(parsing: text)
      for seconds in [Int64.min, .min / 2, -1, .max / 2, .max - 1, .max] {
        _ = schedule.next(after: Timestamp(seconds: seconds))
      }
    }
    let long = String(repeating: "1,", count: 50_000) + " * * * *"
    #expect(try CronSchedule(parsing: long).next(after: Timestamp(seconds: 0)) != nil)
    #expect(throws: ValueError.self) {
      try CronSchedule(parsing: String(repeating: "* ", count: 50_000))
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func firingsAgreeWithAWalkFromMinuteToMinute(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<8 {
      var members: [Set<Int>] = []
      var words: [String] = []
      let ranges = [0...59, 0...23, 1...31, 1...12, 0...6]
      for range in ranges {
        if numbers.below(3) == 0 {
          words.append("*")
          members.append(Set(range))
          continue
        }
        let low = numbers.below(range.count) + range.lowerBound
        let high = low + numbers.below(range.upperBound - low + 1)
        let step = 1 + numbers.below(3)
        let extra = numbers.below(range.count) + range.lowerBound
        words.append("\(low)-\(high)/\(step),\(extra)")
        members.append(Set(stride(from: low, through: high, by: step)).union([extra]))
      }
      let text = words.joined(separator: " ")
      let schedule = try CronSchedule(parsing: text)
      let start = Int64(numbers.below(2_000_000_000))
      var minute = start / 60 + 1
      let isOpen = words[2] == "*" || words[4] == "*"
      let limit = minute + 8000
      while minute < limit {
        let (day, time) = (minute / 1440, Int(minute % 1440))
        let date = CivilDate(daysSinceEpoch: day)
        let weekday = members[4].contains(Int((day + 4) % 7))
        let monthDay = members[2].contains(date.day)
        let isDay = isOpen ? weekday && monthDay : weekday || monthDay
        if isDay, members[3].contains(date.month), members[1].contains(time / 60),
          members[0].contains(time % 60)
        {
          break
        }
        minute += 1
      }
      let next = schedule.next(after: Timestamp(seconds: start))
      if minute < limit {
        #expect(next == Timestamp(seconds: minute * 60), "seed \(seed): \(text) after \(start)")
      } else {
        #expect(next.map { $0.seconds >= limit * 60 } ?? true, "seed \(seed): \(text)")
      }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func noMutationOfAScheduleDoesHarm(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let texts = ["*/5 1-3 1,15 JAN-mar sun", "@every 1h30m", "@daily", "0 0 29 2 *"]
    for _ in 0..<300 {
      let text = numbers.mutated(numbers.pick(texts), alphabet: "0123456789*/-, ?@jansunh\u{E9}")
      do throws(ValueError) {
        let schedule = try CronSchedule(parsing: text)
        let instant = Timestamp(seconds: 1_600_000_000)
        #expect(schedule.next(after: instant).map { $0 > instant } ?? true, "\(text)")
      } catch {
        #expect(error.offset <= text.utf8.count, "\(text)")
      }
    }
  }
}
