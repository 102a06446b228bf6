import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// A cluster in steady state: what comes and goes is in balance.
struct SteadyLoad: Sendable {
  /// What happens in the cluster.
  enum Kind: String, CaseIterable {
    /// Nothing but the signs of life and the rounds of the nodes and the controllers.
    case quiet
    /// Pods come a hundred a second, run for half a minute and end.
    case churn
  }

  let kind: Kind
  let nodeCount: Int

  /// A simulation that has reached its steady state.
  func simulation() throws -> Simulation {
    var simulation = Simulation(try configuration())
    simulation.run(until: .seconds(180))
    return simulation
  }

  private func configuration() throws -> SimulationConfiguration {
    var load = ControlPlaneLoad(nodeCount: nodeCount, podCount: kind == .quiet ? 10 * nodeCount : 0)
    load.asksPlugins = false
    var configuration = load.configuration
    configuration.ending = .at(.hours(10))
    configuration.recordsEvents = true
    configuration.samplePeriod = .zero
    // Ended pods leave, and keep no more than the collector lets them.
    configuration.controlPlane.podGarbageCollection.terminatedPodThreshold = 500
    if kind == .churn { configuration.workloads = [try Self.generator()] }
    return configuration
  }

  private static func generator() throws -> WorkloadGenerator {
    var behavior = PodBehavior()
    behavior.runtime = .constant(try ConstantDistribution(30))
    var pod = Pod()
    pod.metadata.namespace = "default"
    pod.metadata.labels = ["app": "task"]
    pod.spec.restartPolicy = .never
    var container = Container(name: "c", image: "registry.example/task:1")
    container.resources.requests = [.cpu: Quantity(milliValue: 100)]
    pod.spec.containers = [container]
    return WorkloadGenerator(
      name: "task", template: pod,
      interarrival: .constant(try ConstantDistribution(0.01)), behavior: behavior,
      from: .zero, until: .hours(10), limit: nil)
  }
}
