import ClusterSimulation
import ClusterState
import Foundation
import SimulationEngine
import TestSupport
import Testing

/// The rows of the table of node failures, each a range of instants after the last heartbeat.
@Suite("Node failure, by the table")
struct NodeFailureTableTests {
  private struct Row: Decodable {
    let profile: String
    let gracePeriod: Int64
    let evictionTimeout: Int64
    let monitorPeriod: Int64
    let heartbeatPeriod: Int64
    let unknownAt: [Int64]
    let podsDeletedAt: [Int64]
  }

  private struct Table: Decodable { let rows: [Row] }

  @Test("a silent node is Unknown, and its pods are deleted, when the table says")
  func rows() throws {
    guard let bytes = try SharedFolder.bytes("tables/node_failure_timeline.json") else { return }
    var tried = 0
    for row in try JSONDecoder().decode(Table.self, from: Data(bytes)).rows {
      let profile: ControlPlaneSettings.Profile
      switch row.profile {
      // Before 1.0 the timeout was counted in another way, which no profile has.
      case let name where name.hasPrefix("pre-1.0"): continue
      case let name where name.hasPrefix("classic") || name.hasPrefix("1.5"): profile = .classic
      default: profile = .modern
      }
      for death in 300...309 { try check(row, profile, death: .seconds(Int64(death))) }
      tried += 1
    }
    #expect(tried == 4)
  }

  private func check(
    _ row: Row, _ profile: ControlPlaneSettings.Profile, death: SimulationTime
  ) throws {
    var configuration = SmallCluster.configuration(profile)
    configuration.controlPlane.nodeLifecycle.nodeMonitorGracePeriod = .seconds(row.gracePeriod)
    configuration.controlPlane.nodeLifecycle.podEvictionTimeout = .seconds(row.evictionTimeout)
    configuration.controlPlane.nodeLifecycle.nodeMonitorPeriod = .seconds(row.monitorPeriod)
    configuration.timeline = [TimelineEntry(at: death, .fail(.node("worker-0")))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let recording = simulation.state.recording
    let unknown = try #require(recording.nodeConditions.first { $0.status == .unknown }?.time)
    let deleted = try #require(recording.evictions.first { $0.node == NodeID(0) }?.time)
    let period = row.heartbeatPeriod * 1_000_000
    let heartbeat = SimulationTime(microseconds: (death.microseconds - 1) / period * period)
    // The table counts from pass to pass; writes and watches take moments in between.
    let moment = SimulationDuration.milliseconds(500)
    func isWithin(_ time: SimulationTime, _ range: [Int64]) -> Bool {
      let (earliest, latest) = (heartbeat + .seconds(range[0]), heartbeat + .seconds(range[1]))
      return time >= earliest && time <= latest + moment
    }
    #expect(isWithin(unknown, row.unknownAt), "\(row.profile), death \(death): \(unknown)")
    #expect(isWithin(deleted, row.podsDeletedAt), "\(row.profile), death \(death): \(deleted)")
  }
}
