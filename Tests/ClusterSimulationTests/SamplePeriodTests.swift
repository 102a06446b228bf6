import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

/// The period of the samples that follows from the length of a run and its nodes.
@Suite struct SamplePeriodTests {
  private static func run(
    nodes: Int, until end: SimulationTime, adapts: Bool
  ) -> (period: SimulationDuration, recording: Recording) {
    var node = Node()
    node.status.capacity = [.cpu: Quantity(4), .memory: Quantity(8 << 30), .pods: Quantity(110)]
    var configuration = SimulationConfiguration(
      name: "sampled", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.nodePools = [NodePool(name: "n", count: nodes, template: node)]
    configuration.ending = .at(end)
    configuration.adaptsSamplePeriod = adapts
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return (simulation.state.recording.samplePeriod, simulation.state.recording)
  }

  @Test func aShortRunIsSampledEveryTenSeconds() {
    let adapted = Self.run(nodes: 3, until: .minutes(10), adapts: true)
    let fixed = Self.run(nodes: 3, until: .minutes(10), adapts: false)
    #expect(adapted.period == .seconds(10))
    #expect(adapted.recording.utilization == fixed.recording.utilization)
    #expect(adapted.recording.nodeSamples == fixed.recording.nodeSamples)
  }

  @Test func aLongRunKeepsWhatALongerPeriodWouldHaveTaken() {
    let (period, recording) = Self.run(nodes: 400, until: .minutes(100), adapts: true)
    #expect(period == .minutes(1))
    #expect(recording.queueSamples.map(\.time) == (0...100).map { .minutes(Int64($0)) })
    #expect(recording.nodeSamples.count == 101 * 400 * 2)
    #expect(recording.nodeSamples.allSatisfy { $0.time.microseconds % 60_000_000 == 0 })
  }
}
