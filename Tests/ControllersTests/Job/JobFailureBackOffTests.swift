import Foundation
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@testable import Controllers

/// The pause before the pod that follows a failed one.
@Suite struct JobFailureBackOffTests {
  @Test(
    arguments: [
      (0, 0), (1, 10), (2, 20), (3, 40), (4, 80), (5, 160), (6, 320), (7, 600), (100, 600),
    ] as [(Int32, Int64)])
  func `the pause doubles to ten minutes`(failures: Int32, seconds: Int64) {
    let backOff = JobFailureBackOff(failures: failures, last: .seconds(100))
    #expect(backOff.remaining(at: .seconds(100), .modern) == .seconds(seconds))
  }

  @Test(.enabled(if: SharedFolder.has("tables/job_backoff.json")))
  func `the pauses are those of the table`() throws {
    let url = try #require(SharedFolder.url("tables/job_backoff.json"))
    let rows = try #require(JSONReader.read([UInt8](Data(contentsOf: url)), file: "")["rows"])
    for row in rows.elements {
      let failures = try #require(row["consecutiveFailures"].flatMap { Int32($0.text) })
      let delay = try #require(row["delaySecondsModern"].flatMap { Int64($0.text) })
      let backOff = JobFailureBackOff(failures: failures, last: .zero)
      #expect(backOff.remaining(at: .zero, .modern) == .seconds(delay), "\(failures)")
    }
  }

  @Test func `a success ends the pause, and what fails after it begins another`() {
    var backOff = JobFailureBackOff()
    backOff.note(succeeded: [], failed: [.seconds(5), .seconds(7)])
    #expect(backOff.failures == 2 && backOff.last == .seconds(7))
    backOff.note(succeeded: [.seconds(10)], failed: [.seconds(9), .seconds(11)])
    #expect(backOff.failures == 1 && backOff.last == .seconds(11))
    backOff.note(succeeded: [], failed: [])
    #expect(backOff.failures == 1)
    backOff.note(succeeded: [.seconds(20)], failed: [])
    #expect(backOff.remaining(at: .seconds(20), .modern) == .zero)
  }
}
