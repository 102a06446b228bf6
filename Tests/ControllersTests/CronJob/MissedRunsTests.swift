import Foundation
import KubernetesObjects
import StructuredText
import TestSupport
import Testing

@testable import Controllers

/// Which run of a cron job is due.
@Suite struct MissedRunsTests {
  private static func runs(
    _ schedule: String = "* * * * *", from reference: Int64, deadline: Int64? = nil
  ) throws -> MissedRuns {
    MissedRuns(
      schedule: try CronSchedule(parsing: schedule), zone: nil,
      reference: Timestamp(seconds: reference), startingDeadline: deadline)
  }

  @Test(.enabled(if: SharedFolder.has("tables/cronjob_missed_starts.json")))
  func `the runs that are started are those of the table`() throws {
    let url = try #require(SharedFolder.url("tables/cronjob_missed_starts.json"))
    let rows = try #require(JSONReader.read([UInt8](Data(contentsOf: url)), file: "")["rows"])
    for row in rows.elements {
      func number(_ key: String) -> Int64? { row[key].flatMap { Int64($0.text) } }
      let reference = try #require(number("lastSchedule") ?? number("created"))
      let runs = try Self.runs(from: reference, deadline: number("startingDeadlineSeconds"))
      let now = Timestamp(seconds: try #require(number("now")))
      let listed = runs.list(at: now)
      #expect(listed.latest?.seconds == number("classicStarts"), "\(row.text)")
      let estimated = try runs.estimate(at: now, heedsDeadline: true)
      #expect(estimated.latest?.seconds == number("modernStarts"), "\(row.text)")
      #expect((estimated.extent == .many) == (row["modernWarns"]?.text == "true"))
    }
  }

  @Test func `of a hundred and one missed runs the older controller starts none`() throws {
    let runs = try Self.runs(from: 0)
    #expect(runs.list(at: Timestamp(seconds: 6000)).latest?.seconds == 6000)
    let many = runs.list(at: Timestamp(seconds: 6060))
    #expect(many.latest == nil && many.extent == .many)
    #expect(try runs.estimate(at: Timestamp(seconds: 6060), heedsDeadline: true).extent == .many)
  }

  @Test func `the next look is at the next run, and at once after one that was missed`() throws {
    let runs = try Self.runs("*/5 * * * *", from: 600)
    #expect(runs.nextLook(at: Timestamp(seconds: 700))?.seconds == 900)
    #expect(runs.nextLook(at: Timestamp(seconds: 1000))?.seconds == 1200)
    #expect(runs.nextLook(at: Timestamp(seconds: 10_000))?.seconds == 10_200)
  }

  @Test func `a schedule that never fires has no runs`() throws {
    let runs = try Self.runs("0 0 30 2 *", from: 0)
    #expect(throws: MissedRuns.Senseless.self) {
      try runs.estimate(at: Timestamp(seconds: 100), heedsDeadline: true)
    }
    #expect(runs.list(at: Timestamp(seconds: 100)).latest == nil)
    #expect(runs.nextLook(at: Timestamp(seconds: 100)) == nil)
  }
}
