import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

@Suite("Idle rounds")
struct SteadinessTests {
  @Test(
    "a run is the same without the rounds that find nothing to do",
    arguments: ControlPlaneSettings.Profile.allCases)
  func equalRuns(profile: ControlPlaneSettings.Profile) {
    var configuration = SmallCluster.configuration(profile, until: 700)
    configuration.checksInvariants = false
    #expect(configuration.keepsNodesSteady)
    var steady = Simulation(configuration)
    steady.runToEnd()
    // A timeline in which nothing happens: all rounds are made.
    configuration.timeline = [TimelineEntry(at: .seconds(699), .uncordon(.node("worker-0")))]
    #expect(!configuration.keepsNodesSteady)
    var eventful = Simulation(configuration)
    eventful.runToEnd()
    #expect(steady.eventCount < eventful.eventCount / 2)
    var (a, b) = (steady.state.recording, eventful.state.recording)
    (a.eventCount, b.eventCount) = (0, 0)
    #expect(b.commands.map(\.time) == [.seconds(699)])
    b.commands = []
    #expect(a == b)
    #expect(
      steady.state.cluster.resourceVersion == eventful.state.cluster.resourceVersion)
  }

  @Test("what could silence a node, taint it or fill its disk keeps the rounds")
  func exceptions() throws {
    let plain = SmallCluster.configuration(.modern)
    var silent = plain
    silent.controlPlane.kubelet.nodeLeaseRenewInterval = .seconds(60)
    silent.controlPlane.kubelet.nodeStatusUpdateFrequency = .seconds(60)
    #expect(!silent.keepsNodesSteady)
    var tainted = plain
    tainted.nodePools[0].template.spec.taints = [
      Taint(key: "node.kubernetes.io/unreachable", value: "", effect: .noSchedule)
    ]
    #expect(!tainted.keepsNodesSteady)
    var full = plain
    full.imageSizes = [ImageSize(name: "registry.example/web:1", bytes: 90_000_000_000)]
    #expect(!full.keepsNodesSteady)
    var stocked = plain
    var image = ContainerImage()
    image.names = ["old"]
    image.sizeBytes = 85_000_000_000
    stocked.nodePools[0].template.status.images = [image]
    #expect(!stocked.keepsNodesSteady)
    var faulty = plain
    faulty.faults = [
      StochasticFault(
        .failure, target: .pool("worker"), fail: .constant(try ConstantDistribution(1e6)),
        repair: nil)
    ]
    #expect(!faulty.keepsNodesSteady)
    var garbage = plain
    garbage.initialObjects = []
    #expect(!garbage.canPodsBecomeGarbage)
    garbage.controlPlane.podGarbageCollection.terminatedPodThreshold = 1
    garbage.arrivals.arrivals = ContiguousArray(
      ["a", "b"].map {
        RecordedArrivals.Arrival(time: .zero, name: $0, template: 0, runtime: .zero, exitCode: 0)
      })
    #expect(garbage.canPodsBecomeGarbage)
    garbage.controlPlane.podGarbageCollection.terminatedPodThreshold = 0
    #expect(!garbage.canPodsBecomeGarbage)
  }
}
