import Testing

@testable import KubernetesObjects

/// Time zones, by what their clocks show and when they change.
@Suite struct TimeZoneRulesTests {
  @Test(
    arguments: [
      ("Etc/UTC", "2026-07-01T00:00:00Z", 0), ("UTC", "2026-07-01T00:00:00Z", 0),
      ("Europe/Berlin", "2026-03-29T00:59:59Z", 3600),
      ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200),
      ("Europe/Berlin", "2026-10-25T00:59:59Z", 7200),
      ("Europe/Berlin", "2026-10-25T01:00:00Z", 3600),
      ("America/New_York", "2026-03-08T06:59:59Z", -18_000),
      ("America/New_York", "2026-03-08T07:00:00Z", -14_400),
      ("Asia/Kolkata", "2026-01-01T00:00:00Z", 19_800),
      ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 20_700),
      ("Australia/Sydney", "2026-01-01T00:00:00Z", 39_600),
      ("Australia/Sydney", "2026-07-01T00:00:00Z", 36_000),
      ("Europe/Dublin", "2026-01-01T00:00:00Z", 0),
      ("Europe/Dublin", "2026-07-01T00:00:00Z", 3600),
      ("America/Sao_Paulo", "2026-01-01T00:00:00Z", -10_800),
    ] as [(String, String, Int64)])
  func `the clocks of a zone are ahead of UTC`(
    name: String, instant: String, offset: Int64
  ) throws {
    let zone = try #require(TimeZoneRules.named(name))
    #expect(zone.utcOffset(at: try Timestamp(parsing: instant).seconds) == offset)
  }

  @Test func `every zone of the table can be read, and no other`() {
    for name in TimeZoneRules.names { #expect(TimeZoneRules.named(name) != nil, "\(name)") }
    #expect(TimeZoneRules.names.count > 400)
    #expect(TimeZoneRules.named("Europe/Atlantis") == nil)
    #expect(TimeZoneRules.named("M3.5.0") == nil)
  }

  @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Gaza"])
  func `between two changes the clocks keep their distance`(name: String) throws {
    let zone = try #require(TimeZoneRules.named(name))
    var second = try Timestamp(parsing: "2026-01-01T00:00:00Z").seconds
    for _ in 0..<6 {
      let change = try #require(zone.nextChange(after: second))
      let before = zone.utcOffset(at: change - 1)
      #expect(zone.utcOffset(at: change) != before)
      #expect(zone.utcOffset(at: (second + change) / 2) == before)
      second = change
    }
  }

  /// Schedule, instant, and the firings that follow in Berlin, whose clocks skip an hour on 29
  /// March 2026 and go through one twice on 25 October.
  @Test(
    arguments: [
      (
        "30 2 * * *", "2026-03-27T12:00:00Z",
        ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z"]
      ),
      (
        "30 2 * * *", "2026-10-24T12:00:00Z",
        ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z"]
      ),
      ("0 * * * *", "2026-03-29T00:30:00Z", ["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"]),
      ("0 0 1 1 *", "2026-01-01T12:00:00Z", ["2026-12-31T23:00:00Z", "2027-12-31T23:00:00Z"]),
      ("@every 90m", "2026-03-29T00:30:00Z", ["2026-03-29T02:00:00Z"]),
    ] as [(String, String, [String])])
  func `a schedule follows the clocks`(text: String, after: String, firings: [String]) throws {
    let zone = try #require(TimeZoneRules.named("Europe/Berlin"))
    let schedule = try CronSchedule(parsing: text, dialect: .version3)
    var instant = try Timestamp(parsing: after)
    for firing in firings {
      instant = try #require(schedule.next(after: instant, in: zone))
      #expect(instant.description == firing)
    }
  }

  @Test func `a time in mail has its weekday`() throws {
    let instant = try Timestamp(parsing: "2021-01-15T10:07:31.5Z")
    #expect(instant.mailText == "Fri, 15 Jan 2021 10:07:31 +0000")
  }
}
