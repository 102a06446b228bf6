import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import NodeAgents

@Suite("Heartbeats and leases")
struct HeartbeatTests {
  private static func seconds(_ times: [SimulationTime]) -> [Int64] {
    times.map { $0.microseconds / 1_000_000 }
  }

  @Test("in the first era the status is posted in every round")
  func everyRound() throws {
    var timeline = KubeletTimeline()
    timeline.run(to: .seconds(3))
    _ = try timeline.node("n")
    timeline.run(to: .seconds(30))
    #expect(Self.seconds(timeline.heartbeats) == [3, 13, 23])
    #expect(timeline.leases.isEmpty)
  }

  @Test("later an unchanged status is posted every five minutes, a changed one in the next round")
  func onChange() throws {
    var settings = KubeletTimeline.settings
    settings.nodeStatusReportFrequency = .seconds(300)
    settings.nodeLeaseRenewInterval = .seconds(10)
    var timeline = KubeletTimeline(settings)
    let node = try timeline.node("n")
    timeline.run(to: .seconds(310))
    #expect(Self.seconds(timeline.heartbeats) == [0, 300])
    #expect(timeline.leases.count == 32)
    _ = try timeline.pod("a", .of("web"), on: node)
    timeline.run(to: .seconds(630))
    // The pull ends at 313.35, so the next round is that of 320.
    #expect(Self.seconds(timeline.heartbeats) == [0, 300, 320, 620])
    #expect(Self.seconds(timeline.imageReports) == [320])
    #expect(timeline.kubelets.images(of: node).count == 2)
  }

  @Test("nothing is heard of a node that is down or cut off; its rounds go on after a partition")
  func silence() throws {
    for frequency in [nil, SimulationDuration.seconds(300)] {
      var settings = KubeletTimeline.settings
      settings.nodeStatusReportFrequency = frequency
      settings.nodeLeaseRenewInterval = .seconds(10)
      var timeline = KubeletTimeline(settings)
      let node = try timeline.node("n")
      timeline.run(to: .seconds(5))
      timeline.kubelets.partition(node)
      timeline.run(to: .seconds(95))
      #expect(!timeline.kubelets.isConnected(node) && timeline.kubelets.isUp(node))
      timeline.heal(node)
      timeline.run(to: .seconds(104))
      #expect(Self.seconds(timeline.heartbeats) == [0, 100])
      #expect(Self.seconds(timeline.leases) == [0, 100])
      timeline.fail(node)
      timeline.run(to: .seconds(1004))
      timeline.recover(node)
      timeline.run(to: .seconds(1013))
      #expect(Self.seconds(timeline.heartbeats) == [0, 100, 1004])
      #expect(Self.seconds(timeline.leases) == [0, 100, 1004])
    }
  }
}
