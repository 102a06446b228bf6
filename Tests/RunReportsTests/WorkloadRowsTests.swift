import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import RunReports

/// Which workload the reports count a pod to.
@Suite("Workloads of pods")
struct WorkloadRowsTests {
  /// A generator `job` of two pods, and a pod of a manifest.
  private static func source(manifestPod name: String) throws -> ReportSource {
    var configuration = SimulationConfiguration(
      name: "alike", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.seconds(60))
    var pod = Pod()
    pod.spec.containers = [Container(name: "c", image: "registry.example/job:1")]
    configuration.workloads = [
      WorkloadGenerator(
        name: "job", template: pod, interarrival: .constant(try ConstantDistribution(1)),
        behavior: PodBehavior(), from: .zero, until: .seconds(30), limit: 2)
    ]
    pod.metadata.name = name
    configuration.initialObjects = [pod]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return ReportSource(simulation.state)
  }

  @Test("a pod whose name is like a generator's is not the generator's", arguments: ["job-7", "x"])
  func alikeNames(name: String) throws {
    let source = try Self.source(manifestPod: name)
    var rows = WorkloadRows(source)
    let namespace = source.cluster.templates[source.cluster.pods[PodID(0)].template].namespace
    let found = (0..<source.cluster.pods.count).map { row in
      let workload = rows.row(of: PodID(row), namespace)
      let name = source.cluster.pods[PodID(row)].name.text(source.cluster.symbols)
      return "\(name) \(workload < 0 ? "-" : rows.names[Int(workload)])"
    }
    #expect(found.sorted() == ["job-0 default/job", "job-1 default/job", "\(name) -"].sorted())
  }
}
