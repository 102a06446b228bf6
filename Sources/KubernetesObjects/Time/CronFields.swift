/// The five fields of a schedule: bit `n` of a set stands for the number `n`.
struct CronFields: Hashable, Sendable {
  var minutes: UInt64
  var hours: UInt64
  /// Days of the month, from 1.
  var days: UInt64
  /// Months, from 1.
  var months: UInt64
  /// Days of the week, from 0 for Sunday.
  var weekdays: UInt64
  /// Whether the day of the month, or of the week, was left open: then both must match, and else
  /// either.
  var isAnyDay: Bool

  /// The first matching second at or after `start`, both in seconds since 1970.
  func next(from start: Int64) -> Int64? {
    guard let firstTime = time(from: 0) else { return nil }
    var (day, secondOfDay) = CivilDate.floorDivision(start, by: 86_400)
    var date = CivilDate(daysSinceEpoch: day)
    let lastYear = date.year + 5
    while date.year <= lastYear {
      if months >> UInt64(date.month) & 1 == 0 {
        let remaining = CivilDate.dayCount(ofMonth: date.month, year: date.year) - date.day
        day += Int64(remaining)
      } else if matches(date, day: day) {
        let time = secondOfDay == 0 ? firstTime : time(from: Int(secondOfDay))
        if let time { return day * 86_400 + Int64(time) }
      }
      day += 1
      secondOfDay = 0
      date = CivilDate(daysSinceEpoch: day)
    }
    return nil
  }

  private func matches(_ date: CivilDate, day: Int64) -> Bool {
    // 1970-01-01 was a Thursday.
    let weekday = CivilDate.floorDivision(day + 4, by: 7).1
    let dayMatches = days >> UInt64(date.day) & 1 == 1
    let weekdayMatches = weekdays >> UInt64(weekday) & 1 == 1
    return isAnyDay ? dayMatches && weekdayMatches : dayMatches || weekdayMatches
  }

  /// The first matching time of day at or after `second`, in seconds since midnight.
  private func time(from second: Int) -> Int? {
    let minute = (second + 59) / 60
    var hour = minute / 60
    var lowestMinute = minute % 60
    while hour < 24 {
      if hours >> UInt64(hour) & 1 == 1 {
        let candidates = minutes >> UInt64(lowestMinute)
        if candidates != 0 {
          return hour * 3600 + (lowestMinute + candidates.trailingZeroBitCount) * 60
        }
      }
      hour += 1
      lowestMinute = 0
    }
    return nil
  }
}
