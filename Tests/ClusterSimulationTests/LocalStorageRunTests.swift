import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Pods that are evicted for what they hold on the disk, and their owners.
@Suite struct LocalStorageRunTests {
  private static func run(_ profile: ControlPlaneSettings.Profile) throws -> SimulationState {
    var configuration = SmallCluster.configuration(profile, replicas: 1, until: 300)
    var controller = SmallCluster.controller("web", replicas: 1)
    var source = EmptyDirVolumeSource()
    source.sizeLimit = try Quantity(parsing: "50Mi")
    controller.spec.template.spec.volumes = [Volume(name: "cache", source: .emptyDir(source))]
    controller.applyDefaults()
    configuration.initialObjects = [controller]
    var behavior = PodBehavior()
    let points = UsageCurve.Points(
      [
        UsageCurve.Points.Point(.zero, 10 << 20), UsageCurve.Points.Point(.seconds(120), 60 << 20),
        UsageCurve.Points.Point(.seconds(180), 10 << 20),
      ], clock: .run)
    behavior.volumeUsage = [PodBehavior.VolumeUse("cache", .overTime(.points(points)))]
    configuration.behaviors = [BehaviorRule(behavior: behavior)]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  @Test func `an evicted pod stays as failed, and another takes its place`() throws {
    let state = try Self.run(.modern)
    let cluster = state.cluster
    let evicted = (0..<cluster.pods.count).map { cluster.pods[PodID($0)] }.filter {
      cluster.symbols[$0.reason] == "Evicted"
    }
    // One a round, as each new pod holds too much as well, until the use falls at 180 s.
    #expect(evicted.count > 1)
    #expect(evicted.allSatisfy { $0.phase == .failed && !$0.isRemoved })
    #expect(
      evicted.map(\.finished).allSatisfy {
        (SimulationTime.seconds(120)...(.seconds(181))).contains($0)
      })
    let events = state.recording.events.filter {
      state.recording.messages[Int($0.reason)] == "Evicted"
    }
    #expect(events.count == evicted.count)
    #expect(state.kubelets.evictionText(of: PodID(0))?.contains("\"cache\"") == true)
    let live = (0..<cluster.pods.count).map { cluster.pods[PodID($0)] }.filter(\.isActive)
    #expect(live.map(\.isReady) == [true])
  }

  @Test func `the first eras know no such eviction`() throws {
    let cluster = try Self.run(.classic).cluster
    #expect(cluster.pods.count == 1 && cluster.pods[PodID(0)].isReady)
  }
}
