extension Timestamp {
  /// The instant in UTC as mail has it, to the second: `Fri, 15 Jan 2021 10:17:31 +0000`.
  ///
  /// Source: Go's `time.RFC1123Z`, by which the events of cron jobs name times.
  public var mailText: String {
    let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let (days, second) = CivilDate.floorDivision(seconds, by: 86_400)
    let date = CivilDate(daysSinceEpoch: days)
    // 1970-01-01 was a Thursday.
    let weekday = weekdays[Int(CivilDate.floorDivision(days + 4, by: 7).1)]
    func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = [second / 3600, second / 60 % 60, second % 60].map(padded).joined(separator: ":")
    return "\(weekday), \(padded(Int64(date.day))) \(months[date.month - 1]) \(date.year) "
      + "\(time) +0000"
  }
}
