import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

/// Sums of amounts that 64 bits do not hold.
@Suite struct AmountSumTests {
  private static let large: Int64 = 1 << 62

  private static func pod(_ name: String) -> Pod {
    var pod = Pod(
      metadata: ObjectMeta(name: name, namespace: "default"), spec: SmallCluster.spec(name))
    pod.spec.nodeName = "n-0"
    pod.spec.containers[0].resources.requests = [
      .cpu: Quantity(milliValue: large), .memory: Quantity(large),
    ]
    pod.applyDefaults()
    return pod
  }

  @Test func neitherTrapNorWrapAround() throws {
    var node = Node()
    node.status.capacity = [.cpu: Quantity(4), .memory: Quantity(Self.large), .pods: Quantity(9)]
    node.status.allocatable = node.status.capacity
    var configuration = SimulationConfiguration(
      name: "sums", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.nodePools = [NodePool(name: "n", count: 3, template: node)]
    configuration.initialObjects = (0..<5).map { Self.pod("p\($0)") }
    configuration.ending = .at(.minutes(1))
    configuration.checksInvariants = true
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(simulation.violation == nil)
    let samples = simulation.state.recording.utilization.filter {
      $0.scope == .cluster && $0.resource == .memory
    }
    #expect(samples.last?.allocatable == 3 * Int128(Self.large))
    let level = simulation.state.recording.resources.level(of: .memory, scope: 0)
    #expect(level.totals.capacity == 3 * Int128(Self.large))
    #expect(samples.allSatisfy { $0.requested >= 0 && $0.used >= 0 })
  }
}
