import Testing

@testable import KubernetesObjects

/// Cron schedules against when the real library fires.
@Suite struct CronTableTests {
  @Test func everyScheduleFiresAsInGo() throws {
    guard let table = try ReferenceTable("cron_next") else { return }
    for row in table.rows {
      let text = try #require(row["schedule"] as? String)
      let schedule = try? CronSchedule(parsing: text)
      #expect((schedule != nil) == (row["ok"] as? Bool), "\(text)")
      guard let schedule else { continue }
      for firing in try #require(row["cases"] as? [[String: Any]]) {
        let expected = try #require(firing["next"] as? [String])
        var instant = try Timestamp(parsing: try #require(firing["after"] as? String))
        var fired: [String] = []
        while fired.count < expected.count {
          guard let next = schedule.next(after: instant) else {
            fired.append("never")
            break
          }
          fired.append(next.description)
          instant = next
        }
        #expect(fired == expected, "\(text)")
      }
    }
  }
}
