import KubernetesObjects
import SimulationEngine
import Testing

@testable import ClusterSimulation

@Suite("Changes of conditions that wait for a client's rate limit")
struct DelayedConditionTests {
  /// Twenty nodes die at once; the node controller may write so many conditions at once, and then
  /// one a second.
  private static func simulation(burst: Int64) -> Simulation {
    var settings = ControlPlaneSettings(profile: .classic)
    settings.kubeAPIQPSThousandths = 1_000
    settings.kubeAPIBurst = burst
    settings.kubelet.firstRound = .zero
    var configuration = SimulationConfiguration(name: "many", controlPlane: settings)
    configuration.ending = .at(.minutes(5))
    configuration.nodePools = [NodePool(name: "worker", count: 20, template: Node())]
    configuration.timeline = [TimelineEntry(at: .minutes(2), .fail(.pool("worker")))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation
  }

  @Test("of the two writes of a lost node each waits a second longer, once the burst is used up")
  func waits() {
    let recording = Self.simulation(burst: 6).state.recording
    let delays = recording.delayedConditions
    #expect(delays.map(\.node.row) == Array(3..<20))
    let waits = (0..<17).map { SimulationDuration.seconds(Int64($0) * 2 + 1) }
    #expect(delays.map(\.wait) == waits)
    let lost = recording.nodeConditions.filter { $0.status == .unknown }
    #expect(lost.suffix(17).map(\.time) == delays.map(\.time))
    #expect(lost.suffix(17).map(\.node) == delays.map(\.node))
  }

  @Test("nothing is noted where nothing waits")
  func withinBurst() {
    #expect(Self.simulation(burst: 40).state.recording.delayedConditions.isEmpty)
  }
}
