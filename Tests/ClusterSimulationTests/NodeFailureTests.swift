import ClusterSimulation
import ClusterState
import SimulationEngine
import Testing

/// A node dies at 5:00; every instant that follows is derived from the settings.
@Suite("Node failure")
struct NodeFailureTests {
  private static let death = SimulationTime.minutes(5)

  @Test("textbook: Unknown after the grace, deletion after the timeout, replacement in a period")
  func textbook() throws {
    let run = try Run(.textbook)
    let settings = run.settings.nodeLifecycle
    let unknown = Self.nextPass(
      after: Self.death + settings.nodeMonitorGracePeriod, settings.nodeMonitorPeriod)
    let write = run.settings.apiServerWriteLatency
    #expect(run.unknown == unknown + write)
    let deletion = run.deletions
    #expect(!deletion.isEmpty)
    #expect(deletion.allSatisfy { $0 == unknown + settings.podEvictionTimeout + write })
    let period = try #require(run.settings.replication.syncPeriod)
    for created in run.replacements {
      #expect(created > deletion[0] && created <= deletion[0] + period + write)
    }
    #expect(run.replacements.count == deletion.count)
    let endpoints = try #require(run.settings.endpointsSyncPeriod)
    #expect(run.endpointsShrank > run.unknown)
    #expect(run.endpointsShrank <= run.unknown + endpoints + write)
  }

  @Test("classic: Unknown 40 s and deletion 300 s after the last heartbeat, within one pass")
  func classic() throws {
    let run = try Run(.classic)
    let settings = run.settings.nodeLifecycle
    let frequency = run.settings.kubelet.nodeStatusUpdateFrequency.microseconds
    let heartbeat = SimulationTime(
      microseconds: (Self.death.microseconds - 1) / frequency * frequency)
    let slack = settings.nodeMonitorPeriod + run.settings.apiServerWriteLatency
    #expect(run.unknown >= heartbeat + settings.nodeMonitorGracePeriod)
    #expect(run.unknown <= heartbeat + settings.nodeMonitorGracePeriod + slack)
    let deletion = try #require(run.deletions.first)
    #expect(deletion >= heartbeat + settings.podEvictionTimeout)
    #expect(deletion <= heartbeat + settings.podEvictionTimeout + slack)
    #expect(run.replacements.count == run.deletions.count)
  }

  @Test("modern: tainted after the grace; each pod stays for its 300 s of toleration")
  func modern() throws {
    let run = try Run(.modern)
    let settings = run.settings.nodeLifecycle
    let interval = try #require(run.settings.kubelet.nodeLeaseRenewInterval).microseconds
    let lease = SimulationTime(
      microseconds: (Self.death.microseconds - 1) / interval * interval)
    #expect(run.unknown >= lease + settings.nodeMonitorGracePeriod)
    #expect(
      run.unknown
        <= lease + settings.nodeMonitorGracePeriod + settings.nodeMonitorPeriod
        + run.settings.apiServerWriteLatency)
    let deletion = try #require(run.deletions.first)
    let toleration = SimulationDuration.seconds(300)
    #expect(deletion >= run.unknown + toleration)
    #expect(deletion <= run.unknown + toleration + .seconds(1))
    #expect(run.replacements.count == run.deletions.count)
  }

  /// The first pass of a period that comes at or after `time`.
  private static func nextPass(
    after time: SimulationTime, _ period: SimulationDuration
  ) -> SimulationTime {
    let passes = (time.microseconds + period.microseconds - 1) / period.microseconds
    return SimulationTime(microseconds: passes * period.microseconds)
  }

  /// What a run in which worker-0 dies leaves behind.
  private struct Run {
    let settings: ControlPlaneSettings
    let unknown: SimulationTime
    let deletions: [SimulationTime]
    let replacements: [SimulationTime]
    let endpointsShrank: SimulationTime

    init(_ profile: ControlPlaneSettings.Profile) throws {
      var configuration = SmallCluster.configuration(profile)
      configuration.timeline = [
        TimelineEntry(at: NodeFailureTests.death, .fail(.node("worker-0")))
      ]
      settings = configuration.controlPlane
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let (cluster, recording) = (simulation.state.cluster, simulation.state.recording)
      unknown = try #require(
        recording.nodeConditions.first { $0.status == .unknown }?.time)
      deletions = recording.evictions.filter { $0.node == NodeID(0) }.map(\.time)
      replacements = (0..<cluster.pods.count).map { cluster.pods[PodID($0)].created }
        .filter { $0 > NodeFailureTests.death }
      let before = try #require(
        recording.services.last { $0.time < NodeFailureTests.death }?.readyEndpoints)
      endpointsShrank = try #require(
        recording.services.first {
          $0.time > NodeFailureTests.death && $0.readyEndpoints < before
        }?.time)
    }
  }
}
