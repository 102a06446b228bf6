import ClusterState
import Scheduling
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@testable import ClusterSimulation

/// The pauses of a pod that no node suits, of both eras.
@Suite struct SchedulerBackOffTableTests {
  private static let table = "tables/scheduler_pod_backoff.json"

  @Test(.enabled(if: SharedFolder.has(table)))
  func `a pod pauses for as long as in the table of scheduler_pod_backoff`() throws {
    let bytes = try #require(try SharedFolder.bytes(Self.table))
    let rows = try #require(try JSONReader.read(bytes, file: Self.table)["rows"]).elements
    #expect(!rows.isEmpty)
    let classic = ControlPlaneSettings(profile: .classic).scheduler
    let modern = ControlPlaneSettings(profile: .modern).scheduler
    var backOff = PodBackOff(initial: classic.initialBackoff, maximum: classic.maximumBackoff)
    var queue = QueueSettings()
    queue.initialBackoff = modern.initialBackoff
    queue.maximumBackoff = modern.maximumBackoff
    #expect(!classic.usesSchedulingQueue && modern.usesSchedulingQueue)
    var now = SimulationTime.zero
    for (place, row) in rows.enumerated() {
      func number(_ key: String) throws -> Int64 { try #require(Int64(row[key]?.text ?? "")) }
      #expect(try number("attempt") == Int64(place + 1))
      let pause = backOff.pause(after: PodID(0), at: now)
      #expect(pause == .seconds(try number("classic_seconds")), "attempt \(place + 1)")
      #expect(queue.backoff(after: place + 1) == .seconds(try number("modern_seconds")))
      now += pause
    }
  }
}
